using Carbonio.Cloud.Support;
using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class LoginLimiterTests : IDisposable
{
    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Given_ten_failures_when_one_more_comes_then_delays_begin_at_one_second_and_double_to_thirty()
    {
        await directory.AddAccountAsync();
        await FailAsync(10);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            var refused = await directory.LoginAsync("wrong");
            Assert.Equal((AuthenticationStatus.SlowDown, TimeSpan.FromSeconds(seconds)), (refused.Status, refused.RetryAfter));
            directory.Time.Advance(TimeSpan.FromSeconds(seconds - 0.1));
            Assert.Equal(TimeSpan.FromSeconds(0.1), (await directory.LoginAsync("wrong")).RetryAfter);
            directory.Time.Advance(TimeSpan.FromSeconds(0.1));
            Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong")).Status);
        }
    }

    [Fact]
    public async Task Given_nine_failures_when_the_tenth_comes_then_it_is_still_free()
    {
        await directory.AddAccountAsync();
        await FailAsync(9);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong")).Status);
    }

    [Fact]
    public async Task Given_slowed_logins_when_no_delay_has_passed_then_the_right_password_is_not_looked_at()
    {
        await directory.AddAccountAsync();
        await FailAsync(10);
        var before = directory.Hashes;
        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(0, directory.Hashes - before);
        directory.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
        await FailAsync(10); // the success forgot the failures
    }

    [Fact]
    public async Task Given_failures_older_than_ten_minutes_when_one_more_comes_then_it_is_free()
    {
        await directory.AddAccountAsync();
        await FailAsync(5);
        directory.Time.Advance(TimeSpan.FromMinutes(5));
        await FailAsync(5);
        directory.Time.Advance(TimeSpan.FromMinutes(5));
        await FailAsync(5);
        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("wrong")).Status);
    }

    [Fact]
    public async Task Given_one_client_slowed_when_another_client_or_account_logs_in_then_it_is_not()
    {
        await directory.AddAccountAsync();
        await directory.AddAccountAsync("bob@example.test");
        await FailAsync(10);
        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("wrong", "ALICE@example.test")).Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong", client: "192.0.2.2")).Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong", "bob@example.test")).Status);
    }

    [Fact]
    public async Task Given_addresses_of_one_IPv6_network_when_they_fail_then_they_count_as_one_client()
    {
        await directory.AddAccountAsync();
        for (var i = 0; i < 10; i++)
        {
            await directory.LoginAsync("wrong", client: $"2001:db8:1:2::{i}");
        }

        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("wrong", client: "2001:db8:1:2:ffff::1")).Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong", client: "2001:db8:1:3::1")).Status);
    }

    [Fact]
    public async Task Given_unknown_accounts_when_guessed_then_they_are_slowed_like_known_ones()
    {
        for (var i = 0; i < 10; i++)
        {
            await directory.LoginAsync("wrong", "nobody@example.test");
        }

        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("wrong", "nobody@example.test")).Status);
    }

    [Fact]
    public async Task Given_a_password_proven_before_when_the_client_is_slowed_then_it_is_let_in_all_the_same()
    {
        await directory.AddAccountAsync();
        await directory.LoginAsync("secret");
        await FailAsync(10);
        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("wrong")).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
    }

    [Fact]
    public void Given_attempts_that_all_begin_at_once_when_none_has_ended_then_only_the_free_ones_run()
    {
        var limiter = new LoginLimiter(new FakeTimeProvider(), 100);
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => limiter.TryBegin("alice", "client", out var _)));
        limiter.Abandoned("alice", "client");
        Assert.True(limiter.TryBegin("alice", "client", out _));
    }

    [Fact]
    public void Given_more_pairs_than_the_bound_when_all_fail_then_the_oldest_are_forgotten()
    {
        var limiter = new LoginLimiter(new FakeTimeProvider(), 10);
        for (var i = 0; i < 10; i++)
        {
            limiter.TryBegin("alice", "client", out _);
            limiter.Failed("alice", "client");
        }

        Assert.False(limiter.TryBegin("alice", "client", out _));
        for (var i = 0; i < 10; i++)
        {
            limiter.TryBegin($"user{i}", "client", out _);
        }

        Assert.True(limiter.TryBegin("alice", "client", out _));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong")).Status);
        }
    }
}
