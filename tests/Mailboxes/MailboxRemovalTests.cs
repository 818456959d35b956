using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

public sealed class MailboxRemovalTests
{
    private readonly FakeTimeProvider time = new();
    private readonly ModelEntityStore entities = new();
    private readonly ModelBlobStore blobs;
    private readonly WorkHints hints;
    private readonly MailboxServices services;
    private long ids;

    public MailboxRemovalTests()
    {
        blobs = new(time);
        hints = new(entities, time);
        services = new(entities, blobs, new MailboxSignals(), hints, new(entities, hints, [], NullLogger<OutboxRunner>.Instance), time, () => $"{++ids:d26}");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_two_mailboxes_when_one_is_removed_twice_then_nothing_of_it_is_left_and_all_of_the_other(bool awkwardPages)
    {
        entities.AwkwardPages = awkwardPages;
        var gone = new MailboxId("t1", "a1");
        var kept = new MailboxId("t1", "a2");
        await FillAsync(gone, 60);
        await FillAsync(kept, 3);
        await hints.NoteAsync(gone, "1", Cancel);
        await hints.NoteAsync(gone, "2", Cancel);
        var removal = new MailboxRemoval(entities, blobs, hints);

        await removal.RemoveAsync(gone, Cancel);
        await removal.RemoveAsync(gone, Cancel);

        Assert.Empty(await RowsAsync(gone));
        Assert.Null(await hints.FindAsync(gone, Cancel));
        Assert.NotEmpty(await RowsAsync(kept));
        Assert.Equal(["t1/a2/0", "t1/a2/1", "t1/a2/2"], (await blobs.ListAsync("", Cancel).Select(blob => blob.Name).ToListAsync(Cancel)).Order());
    }

    private async Task FillAsync(MailboxId id, int mails)
    {
        var mailbox = services.Open(id);
        for (var i = 0; i < mails; i++)
        {
            await blobs.WriteAsync($"{id.Tenant}/{id.Account}/{i}", "mail"u8.ToArray(), Cancel);
            var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
            batch.Add(new Item
            {
                Id = 0,
                Folder = FolderIds.Inbox,
                Class = ItemClass.Email,
                Received = time.GetUtcNow(),
                Size = 4,
                Blob = $"{id.Tenant}/{id.Account}/{i}",
            });
            Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
        }
    }

    private async Task<IReadOnlyList<Entity>> RowsAsync(MailboxId id)
    {
        var rows = new List<Entity>();
        var query = new EntityQuery(Tables.Mail, id.Partition, "!", "~");
        do
        {
            var page = await entities.QueryAsync(query, Cancel);
            rows.AddRange(page.Rows);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return rows;
    }
}
