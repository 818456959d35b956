using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task Given_all_turns_and_places_taken_when_one_more_comes_then_it_is_refused_at_once()
    {
        using var release = new SemaphoreSlim(0);
        var running = 0;
        var most = 0;
        using var hasher = new PasswordHasher(
            new DirectoryOptions { HashesAtOnce = 2, HashesWaiting = 3 },
            (_, _, _, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                release.Wait(None);
                Interlocked.Decrement(ref running);
            });

        var admitted = Enumerable.Range(0, 5).Select(_ => hasher.TryDeriveAsync("x", [], 1, None)).ToList();
        Assert.Null(await hasher.TryDeriveAsync("x", [], 1, None));
        Assert.DoesNotContain(admitted, task => task.IsCompleted);

        release.Release(5);
        Assert.All(await Task.WhenAll(admitted), Assert.NotNull);
        Assert.InRange(most, 1, 2);

        release.Release();
        Assert.NotNull(await hasher.TryDeriveAsync("x", [], 1, None));
    }

    [Fact]
    public async Task Given_one_that_waits_when_it_gives_up_then_its_place_is_free_again()
    {
        using var release = new SemaphoreSlim(0);
        using var hasher = new PasswordHasher(new DirectoryOptions { HashesAtOnce = 1, HashesWaiting = 1 }, (_, _, _, _) => release.Wait(None));
        var runs = hasher.TryDeriveAsync("x", [], 1, None);
        using var impatience = new CancellationTokenSource();
        var waits = hasher.TryDeriveAsync("x", [], 1, impatience.Token);
        Assert.Null(await hasher.TryDeriveAsync("x", [], 1, None));
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);

        var next = hasher.TryDeriveAsync("x", [], 1, None);
        release.Release(2);
        Assert.NotNull(await runs);
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Given_no_place_when_somebody_logs_in_then_the_answer_is_busy_and_no_failure_is_counted()
    {
        using var directory = new DirectoryInstance(options: new DirectoryOptions { HashesAtOnce = 1, HashesWaiting = 0, HashRounds = 1 });
        await directory.AddAccountAsync();
        using var release = new SemaphoreSlim(0);
        using var hasher = new PasswordHasher(directory.Options, (_, _, _, _) => release.Wait(None));
        var authenticator = new Authenticator(directory.Reader, hasher, new PasswordProofs(ServerKey), SystemRandomSource.Instance, directory.Time, directory.Options);
        var runs = hasher.TryDeriveAsync("x", [], 1, None);
        for (var i = 0; i < 20; i++)
        {
            var busy = await authenticator.AuthenticateAsync("alice@example.test", "secret", CredentialServices.Eas, "192.0.2.1", None);
            Assert.Equal(AuthenticationStatus.Busy, busy.Status);
            Assert.True(busy.RetryAfter > TimeSpan.Zero);
        }

        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.SetPasswordAsync(AdminActor.Server, (await directory.ViewAsync()).Key, "new", None)).Status);
        release.Release();
        await runs;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            // another thread raised it meanwhile
        }
    }
}
