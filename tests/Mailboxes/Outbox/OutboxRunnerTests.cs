using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Outbox;

public sealed class OutboxRunnerTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ModelEntityStore entities = new();
    private readonly WorkHints hints;
    private readonly ScriptedHandler handler = new();
    private readonly OutboxRunner runner;
    private readonly MailboxServices services;
    private int ids;

    public OutboxRunnerTests()
    {
        hints = new WorkHints(entities, time);
        runner = new OutboxRunner(entities, hints, [handler], NullLogger<OutboxRunner>.Instance);
        services = new MailboxServices(entities, new ModelBlobStore(time), new MailboxSignals(), hints, runner, time, () => $"{++ids:d26}");
    }

    private static MailboxId Alice { get; } = new("00000000000000000000000000000001", "0000000000000000000000000000000a");

    private static MailboxId Bob { get; } = new("00000000000000000000000000000001", "0000000000000000000000000000000b");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_work_that_is_not_finished_when_the_request_ends_then_its_row_and_its_hint_stay()
    {
        handler.Answer = _ => OutboxOutcome.Unfinished;

        await AddAsync(Alice, "long");

        Assert.Equal(1, await RowsAsync(Alice));
        Assert.NotNull(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_work_that_takes_several_runs_when_the_timer_comes_then_it_is_finished_in_turns_with_another_mailbox()
    {
        handler.Answer = _ => OutboxOutcome.Unfinished;
        await AddAsync(Alice, "alice");
        await AddAsync(Bob, "bob");
        handler.Done.Clear();
        handler.Answer = payload => handler.Done.Count(done => done == payload) < 3 ? OutboxOutcome.Unfinished : OutboxOutcome.Done;
        time.Advance(WorkHints.SettledAfter);

        var (done, failed) = await runner.RunAllAsync(Cancel);

        Assert.Equal((2, 0), (done, failed));
        Assert.Equal(handler.Done[..2].Order(), handler.Done[2..4].Order());
        Assert.Equal(["alice", "bob"], handler.Done[..2].Order());
        Assert.Null(await hints.FindAsync(Alice, Cancel));
        Assert.Equal(0, await RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_work_that_never_ends_when_the_timer_comes_then_the_run_ends_and_the_hint_stays()
    {
        handler.Answer = _ => OutboxOutcome.Unfinished;
        await AddAsync(Alice, "endless");
        handler.Done.Clear();

        var (done, failed) = await runner.RunAllAsync(Cancel);

        Assert.Equal((0, 0), (done, failed));
        Assert.Equal(OutboxRunner.MaximumTurns, handler.Done.Count);
        Assert.NotNull(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_work_that_leaves_work_when_it_is_done_then_that_is_done_in_the_same_run()
    {
        handler.Answer = payload => payload == "first" ? OutboxOutcome.DoneWithMore : OutboxOutcome.Done;
        handler.Before = async payload =>
        {
            if (payload == "first")
            {
                // As a handler does: under the hint that is there, without beginning outbox work anew.
                var batch = services.Open(Alice).Begin(await services.Open(Alice).ReadStateAsync(Cancel), Origin.Server);
                batch.AddOutbox(OutboxKind.DeleteBlobs, "second");
                await entities.TryWriteAsync(batch.Rows, Cancel);
            }
        };

        await AddAsync(Alice, "first");

        Assert.Equal(["first", "second"], handler.Done);
        Assert.Equal(0, await RowsAsync(Alice));
        Assert.Null(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_work_that_waits_for_its_time_when_the_timer_comes_then_it_is_neither_done_nor_failed_and_its_row_and_a_hint_stay()
    {
        handler.Answer = _ => OutboxOutcome.Later;
        await AddAsync(Alice, "one");
        await AddAsync(Alice, "two");
        await AddAsync(Alice, "three");
        handler.Done.Clear();
        time.Advance(WorkHints.SettledAfter);

        Assert.Equal((0, 0), await runner.RunAllAsync(Cancel));

        Assert.Equal(["one", "two", "three"], handler.Done);
        Assert.Equal(3, await RowsAsync(Alice));
        var kept = await hints.FindAsync(Alice, Cancel);
        await hints.RemoveAsync(kept!, Cancel);
        Assert.Null(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_hints_that_are_not_settled_when_the_mailbox_waits_then_all_of_them_stay()
    {
        handler.Answer = _ => OutboxOutcome.Later;
        await AddAsync(Alice, "one");
        var coming = await hints.NoteAsync(Alice, "0", Cancel);
        time.Advance(WorkHints.SettledAfter - TimeSpan.FromTicks(1));

        await runner.RunAllAsync(Cancel);

        Assert.Equal(coming, await hints.FindAsync(Alice, Cancel));
        await hints.RemoveAsync(coming, Cancel);
        Assert.NotNull(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_work_whose_batch_took_its_row_away_when_done_then_what_that_left_is_done_in_the_same_run()
    {
        handler.Answer = payload => payload == "first" ? OutboxOutcome.Removed : OutboxOutcome.Done;
        handler.Before = async payload =>
        {
            if (payload == "first")
            {
                var row = (await entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, Alice.Partition, "o!"), Cancel)).Rows[0];
                var batch = services.Open(Alice).Begin(await services.Open(Alice).ReadStateAsync(Cancel), Origin.Server);
                batch.AddOutbox(OutboxKind.DeleteBlobs, "second");
                await entities.TryWriteAsync(batch.Rows.Delete(row.Key.Row), Cancel);
            }
        };

        await AddAsync(Alice, "first");

        Assert.Equal(["first", "second"], handler.Done);
        Assert.Equal(0, await RowsAsync(Alice));
        Assert.Null(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_a_damaged_row_when_the_timer_comes_then_it_counts_as_failed_and_stops_nothing_else()
    {
        handler.Answer = _ => OutboxOutcome.Later;
        await AddAsync(Alice, "alice");
        await AddAsync(Bob, "bob");
        await entities.TryWriteAsync(new EntityBatch(Tables.Mail, Alice.Partition).Insert("o!0", new() { { "v", 1 } }), Cancel);
        handler.Done.Clear();
        handler.Answer = _ => OutboxOutcome.Done;

        Assert.Equal((1, 1), await runner.RunAllAsync(Cancel));

        Assert.Equal(["alice", "bob"], handler.Done.Order());
        Assert.Equal(1, await RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_work_that_fails_when_the_timer_comes_then_it_is_counted_and_kept()
    {
        handler.Answer = _ => throw new StoreUnavailableException("Not now.");
        await AddAsync(Alice, "failing");

        Assert.Equal((0, 1), await runner.RunAllAsync(Cancel));
        Assert.Equal(1, await RowsAsync(Alice));
    }

    [Fact]
    public async Task Given_a_timer_that_comes_between_a_hint_and_its_batch_when_the_process_dies_behind_the_batch_then_the_next_start_does_the_work()
    {
        entities.BeforeWrite = batch => HasOutbox(batch) ? runner.RunAllAsync(Cancel) : Task.CompletedTask;
        entities.AfterWrite = batch => HasOutbox(batch) ? throw new StoreUnavailableException("The process died here.") : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddAsync(Alice, "work"));
        entities.BeforeWrite = entities.AfterWrite = null;

        await runner.RunAllAsync(Cancel);

        Assert.Equal(["work"], handler.Done);
        Assert.Equal(0, await RowsAsync(Alice));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Given_a_hint_with_nothing_behind_it_when_the_timer_comes_then_it_stays_until_its_batch_can_no_longer_come(int secondsBeyond, bool stays)
    {
        await hints.NoteAsync(Alice, "1", Cancel);
        time.Advance(WorkHints.SettledAfter + TimeSpan.FromSeconds(secondsBeyond));

        await runner.RunAllAsync(Cancel);

        Assert.Equal(stays, await hints.FindAsync(Alice, Cancel) is not null);
    }

    [Fact]
    public async Task Given_hints_of_two_batches_when_one_is_worked_off_then_the_others_stays()
    {
        var other = await hints.NoteAsync(Alice, "other", Cancel);

        await AddAsync(Alice, "work");

        Assert.Equal(other, await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_a_race_that_was_lost_when_committed_then_no_hint_is_left_behind()
    {
        var mailbox = services.Open(Alice);
        var late = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        late.AddOutbox(OutboxKind.DeleteBlobs, "late");
        late.RaiseDeviceSignal();
        var early = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        early.RaiseDeviceSignal();
        Assert.True(await mailbox.TryCommitAsync(early, Cancel));

        Assert.False(await mailbox.TryCommitAsync(late, Cancel));

        Assert.Null(await hints.FindAsync(Alice, Cancel));
    }

    private static bool HasOutbox(EntityBatch batch) => batch.Table == Tables.Mail && batch.Writes.Any(write => write is { Kind: EntityWriteKind.Insert, Row: ['o', '!', ..] });

    private async Task AddAsync(MailboxId mailbox, string payload)
    {
        var opened = services.Open(mailbox);
        var batch = opened.Begin(await opened.ReadStateAsync(Cancel), Origin.Server);
        batch.AddOutbox(OutboxKind.DeleteBlobs, payload);
        Assert.True(await opened.TryCommitAsync(batch, Cancel));
    }

    private async Task<int> RowsAsync(MailboxId mailbox) =>
        (await entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, "o!"), Cancel)).Rows.Count;

    private sealed class ScriptedHandler : IOutboxHandler
    {
        public OutboxKind Kind => OutboxKind.DeleteBlobs;

        public List<string> Done { get; } = [];

        public Func<string, OutboxOutcome> Answer { get; set; } = _ => OutboxOutcome.Done;

        public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

        public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
        {
            await Before(entry.Payload);
            Done.Add(entry.Payload);
            return Answer(entry.Payload);
        }
    }
}
