using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class WorkLeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider time = new();
    private readonly ModelEntityStore entities = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_lease_that_one_has_when_another_asks_then_it_gets_it_when_the_lease_is_over_and_not_before()
    {
        var a = Lease("a");
        var b = Lease("b");
        Assert.True(await a.TryTakeAsync(Token));

        time.Advance(WorkLease.Length - TimeSpan.FromTicks(1));
        Assert.False(await b.TryTakeAsync(Token));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(await b.TryTakeAsync(Token));
        Assert.False(await a.TryTakeAsync(Token));
    }

    [Fact]
    public async Task Given_an_instance_that_was_restarted_when_it_asks_then_it_has_its_own_lease_at_once()
    {
        Assert.True(await Lease("a").TryTakeAsync(Token));

        Assert.True(await Lease("a").TryTakeAsync(Token));
        Assert.False(await Lease("b").TryTakeAsync(Token));
    }

    [Fact]
    public async Task Given_a_lease_that_is_over_when_two_ask_at_once_then_one_gets_it()
    {
        Assert.True(await Lease("dead").TryTakeAsync(Token));
        time.Advance(WorkLease.Length);
        Task<bool>? faster = null;
        entities.BeforeWrite = async _ =>
        {
            entities.BeforeWrite = null;
            await (faster = Lease("b").TryTakeAsync(Token)); // between the other's look and its write
        };

        var slower = await Lease("a").TryTakeAsync(Token);

        Assert.True(await faster!);
        Assert.False(slower);
    }

    [Fact]
    public async Task Given_no_lease_yet_when_two_ask_at_once_then_one_gets_it()
    {
        Task<bool>? faster = null;
        entities.BeforeWrite = async _ =>
        {
            entities.BeforeWrite = null;
            await (faster = Lease("b").TryTakeAsync(Token));
        };

        var slower = await Lease("a").TryTakeAsync(Token);

        Assert.True(await faster!);
        Assert.False(slower);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Given_a_lease_from_a_clock_that_is_ahead_when_it_ends_too_far_away_then_it_holds_nobody(int ticksMore, bool taken)
    {
        var ahead = new FakeTimeProvider(time.GetUtcNow() + WorkLease.LongestBelieved - WorkLease.Length + TimeSpan.FromTicks(ticksMore));
        Assert.True(await new WorkLease(entities, "ahead", ahead).TryTakeAsync(Token));

        Assert.Equal(taken, await Lease("b").TryTakeAsync(Token));
    }

    [Fact]
    public async Task Given_a_run_that_lasts_longer_than_a_lease_when_another_asks_then_it_is_still_held()
    {
        var a = Lease("a");
        Assert.True(await a.TryTakeAsync(Token));
        using var done = new CancellationTokenSource();
        var keeping = a.KeepAsync(done.Token);

        for (var passed = TimeSpan.Zero; passed < 3 * WorkLease.Length; passed += WorkLease.Length / 2)
        {
            await AfterAWriteAsync(() => time.Advance(WorkLease.Length / 2));
            Assert.False(await Lease("b").TryTakeAsync(Token));
        }

        await done.CancelAsync();
        await keeping;
        time.Advance(WorkLease.Length);
        Assert.True(await Lease("b").TryTakeAsync(Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(55)]
    public async Task Given_two_instances_when_an_hour_passes_then_there_is_one_run_a_minute_in_all(int secondsApart)
    {
        const int Minutes = 60;
        var runs = CountRuns();
        var a = Timer("a");
        var b = Timer("b");
        for (var minute = 0; minute < Minutes; minute++)
        {
            Assert.True(await a.RunAsync(Token));
            time.Advance(TimeSpan.FromSeconds(secondsApart));
            Assert.True(await b.RunAsync(Token));
            time.Advance(Minute - TimeSpan.FromSeconds(secondsApart));
        }

        // Once the lease may go from one to the other; from then on that one has it.
        Assert.InRange(runs.Count, Minutes, Minutes + 1);
        Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, WorkLease.Length, Minute));
    }

    [Fact]
    public async Task Given_the_instance_with_the_lease_dies_when_the_other_ticks_next_then_it_does_the_work()
    {
        var runs = CountRuns();
        await Timer("a").RunAsync(Token);
        time.Advance(Minute / 2);
        var b = Timer("b");
        await b.RunAsync(Token);
        Assert.Single(runs);

        time.Advance(Minute);
        await b.RunAsync(Token);

        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task Given_the_work_of_this_minute_is_anothers_when_the_host_fires_the_timer_then_that_is_no_failure()
    {
        Assert.True(await Lease("a").TryTakeAsync(Token));
        var runs = CountRuns();

        Assert.True(await Timer("b").RunAsync(Token));

        Assert.Empty(runs);
    }

    [Fact]
    public async Task Given_a_store_that_does_not_answer_when_the_lease_is_asked_for_then_the_next_minute_tries_again()
    {
        entities.BeforeWrite = _ => throw new StoreUnavailableException("away");

        Assert.False(await Timer("a").RunAsync(Token));
    }

    private WorkLease Lease(string owner) => new(entities, owner, time);

    private WorkTimer Timer(string owner)
    {
        var hints = new WorkHints(entities, time);
        var blobs = new ModelBlobStore(time);
        return new(
            new OutboxRunner(entities, hints, [new DeleteBlobsHandler(blobs)], NullLogger<OutboxRunner>.Instance),
            new AccountRemovals(entities, time),
            new UnlistedAccount(new(entities), new(entities)),
            new MailboxRemoval(entities, blobs, hints),
            new NightlyWork(entities, [], time, NullLogger<NightlyWork>.Instance),
            Lease(owner),
            time,
            NullLogger<WorkTimer>.Instance);
    }

    /// <summary>When each run began: it takes or renews the lease, and these runs are too short to renew it.</summary>
    private List<DateTimeOffset> CountRuns()
    {
        var runs = new List<DateTimeOffset>();
        entities.AfterWrite = batch =>
        {
            Assert.Equal(Tables.Work, batch.Table);
            runs.Add(time.GetUtcNow());
            return Task.CompletedTask;
        };
        return runs;
    }

    private async Task AfterAWriteAsync(Action action)
    {
        var written = new TaskCompletionSource();
        entities.AfterWrite = _ =>
        {
            written.TrySetResult();
            return Task.CompletedTask;
        };
        action();
        await written.Task.WaitAsync(Token);
    }
}
