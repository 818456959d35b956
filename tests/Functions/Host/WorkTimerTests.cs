using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Hosting;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Functions.Tests;

public sealed class WorkTimerTests
{
    private static readonly MailboxId Mailbox = new("11111111111111111111111111111111", "22222222222222222222222222222222");

    private readonly FakeTimeProvider time = new();
    private readonly ModelEntityStore entities = new();
    private readonly WorkHints hints;
    private readonly WorkTimer timer;

    public WorkTimerTests()
    {
        hints = new WorkHints(entities, time);
        var blobs = new ModelBlobStore(time);
        timer = new WorkTimer(
            new OutboxRunner(entities, hints, [new DeleteBlobsHandler(blobs)], NullLogger<OutboxRunner>.Instance),
            new AccountRemovals(entities, time),
            new UnlistedAccount(new(entities), new(entities)),
            new MailboxRemoval(entities, blobs, hints),
            new NightlyWork(entities, [], time, NullLogger<NightlyWork>.Instance),
            lease: null,
            time,
            NullLogger<WorkTimer>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_work_that_a_crash_left_when_the_server_starts_then_it_is_worked_off_before_a_minute_has_passed()
    {
        await LeaveWorkAsync();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var running = timer.RunForeverAsync(stopping.Token);

        // The stores of this test answer at once, so all that is done at the start has been done by now.
        Assert.False(await IsWorkLeftAsync());
        await stopping.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Given_work_left_while_the_server_runs_when_a_minute_has_passed_then_it_is_worked_off()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = timer.RunForeverAsync(stopping.Token);
        await LeaveWorkAsync();
        var worked = new TaskCompletionSource();
        entities.AfterWrite = _ =>
        {
            worked.TrySetResult();
            return Task.CompletedTask;
        };

        time.Advance(TimeSpan.FromMinutes(1));
        await worked.Task.WaitAsync(Token);

        Assert.False(await IsWorkLeftAsync());
        await stopping.CancelAsync();
        await running;
    }

    private async Task LeaveWorkAsync()
    {
        await hints.NoteAsync(Mailbox, "1", Token);
        var work = new EntityProperties { { "v", 1 }, { "kind", (int)OutboxKind.DeleteBlobs }, { "payload", "" }, { "at", time.GetUtcNow() } };
        await entities.TryWriteAsync(new EntityBatch(Tables.Mail, Mailbox.Partition).Insert("o!1", work), Token);
    }

    private async Task<bool> IsWorkLeftAsync() =>
        (await entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, Mailbox.Partition, "o!"), Token)).Rows.Count > 0;
}
