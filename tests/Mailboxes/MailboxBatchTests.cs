using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

/// <summary>A batch on a mailbox row that is older than the items it changes: somebody came between the two reads.</summary>
public sealed class MailboxBatchTests
{
    private readonly Mailbox mailbox;
    private long ids;

    public MailboxBatchTests()
    {
        var time = new FakeTimeProvider();
        var entities = new ModelEntityStore();
        var blobs = new ModelBlobStore(time);
        var hints = new WorkHints(entities, time);
        var outbox = new OutboxRunner(entities, hints, [new DeleteBlobsHandler(blobs)], NullLogger<OutboxRunner>.Instance);
        var services = new MailboxServices(entities, blobs, new MailboxSignals(), hints, outbox, time, () => $"{++ids:d26}");
        mailbox = services.Open(new MailboxId("11111111111111111111111111111111", "22222222222222222222222222222222"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Acts => ["update", "move", "delete"];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Given_an_item_that_was_changed_since_the_mailbox_was_read_when_it_is_changed_then_the_race_is_lost_and_nothing_is_written(string act)
    {
        var (state, item) = await ReadWithAChangeBetweenAsync();
        var batch = mailbox.Begin(state, Origin.Device("phone1"));

        Act(batch, item, act);

        Assert.False(await mailbox.TryCommitAsync(batch, Cancel));
        Assert.Equal(item.Sequence, (await FindAsync(item.Id))?.Sequence);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Given_the_same_on_the_mailbox_as_it_is_now_when_it_is_changed_then_it_is_done(string act)
    {
        var (_, item) = await ReadWithAChangeBetweenAsync();
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Device("phone1"));

        Act(batch, item, act);

        Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
        Assert.NotEqual(item.Sequence, (await FindAsync(item.Id))?.Sequence);
    }

    private static void Act(MailboxBatch batch, Item item, string act)
    {
        switch (act)
        {
            case "update":
                batch.Update(item, item with { Flag = [1] }, 0);
                break;
            case "move":
                batch.Move(item, FolderIds.Trash);
                break;
            default:
                batch.Delete(item);
                break;
        }
    }

    private async Task<(MailboxState State, Item Item)> ReadWithAChangeBetweenAsync()
    {
        var adding = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        var added = adding.Add(new Item { Id = 0, Folder = FolderIds.Inbox, Class = ItemClass.Email, Received = DateTimeOffset.UnixEpoch, Size = 1 });
        Assert.True(await mailbox.TryCommitAsync(adding, Cancel));
        var before = await mailbox.ReadStateAsync(Cancel);
        var changing = mailbox.Begin(before, Origin.Server);
        changing.Update((await FindAsync(added.Id))!, added with { Read = true }, 0);
        Assert.True(await mailbox.TryCommitAsync(changing, Cancel));
        return (before, (await FindAsync(added.Id))!);
    }

    private async Task<Item?> FindAsync(long id) => (await mailbox.FindItemsAsync([id], Cancel))[0];
}
