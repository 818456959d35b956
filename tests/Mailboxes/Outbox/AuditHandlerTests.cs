using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Auditing;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Outbox;

public sealed class AuditHandlerTests
{
    private static readonly MailboxId Alice = new("00000000000000000000000000000001", "0000000000000000000000000000000a");

    private readonly FakeTimeProvider time = new();
    private readonly ModelEntityStore entities = new();
    private readonly WorkHints hints;
    private readonly AuditLog log;
    private readonly OutboxRunner runner;
    private readonly MailboxServices services;
    private int ids;

    public AuditHandlerTests()
    {
        hints = new WorkHints(entities, time);
        log = new AuditLog(entities, time);
        runner = new OutboxRunner(entities, hints, [new AuditHandler(log)], NullLogger<OutboxRunner>.Instance);
        services = new MailboxServices(entities, new ModelBlobStore(time), new MailboxSignals(), hints, runner, time, () => $"{++ids:d26}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_batch_that_tells_of_itself_when_written_then_the_tenants_log_has_it_before_the_request_ends()
    {
        await ChangeAsync();

        var entry = Assert.Single(await LogAsync()).Entry;
        Assert.Equal(("k7mp2xq9ab", "mobile doSuspendDeviceSync", "phone1"), (entry.Actor.Id, entry.Action, entry.Target.Name));
        Assert.Equal("true", entry.After!.Values["suspended"]);
        Assert.Null(await hints.FindAsync(Alice, Cancel));
    }

    [Fact]
    public async Task Given_a_crash_between_the_entry_and_the_removal_of_its_row_when_the_timer_does_it_again_then_the_log_has_it_once()
    {
        entities.BeforeWrite = batch => batch.Table == Tables.Mail && batch.Writes.Any(write => write.Kind == EntityWriteKind.Delete)
            ? throw new StoreUnavailableException("killed")
            : Task.CompletedTask;
        await ChangeAsync();
        Assert.Single(await LogAsync());

        entities.BeforeWrite = null;
        time.Advance(WorkHints.SettledAfter);
        Assert.Equal((1, 0), await runner.RunAllAsync(Cancel));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task Given_a_damaged_row_when_handled_then_it_stays_and_what_stands_beside_it_is_carried()
    {
        await ChangeAsync(batch => batch.AddOutbox(OutboxKind.Audit, "{}"));

        Assert.Single(await LogAsync());
        Assert.Single((await entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, Alice.Partition, "o!"), Cancel)).Rows);
    }

    private AuditEntry Entry() => new(
        new("k7mp2xq9ab", "desk", "delegated"),
        time.GetUtcNow(),
        "mobile doSuspendDeviceSync",
        new("device", "phone1") { Domain = "example.test", Account = Guid.ParseExact(Alice.Account, "N") },
        AuditDetail.Of(("suspended", "false")),
        AuditDetail.Of(("suspended", "true")));

    private async Task ChangeAsync(Action<MailboxBatch>? more = null)
    {
        var mailbox = services.Open(Alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        more?.Invoke(batch);
        batch.Tell(Entry());
        Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
    }

    private async Task<IReadOnlyList<AuditRecord>> LogAsync() =>
        (await log.ListAsync(new() { Tenants = [Guid.ParseExact(Alice.Tenant, "N")] }, Cancel)).Items;
}
