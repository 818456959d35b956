using System.Text;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests;

/// <summary>A delivery on stores in memory, and a look at what it left there.</summary>
public sealed class DeliveryFixture
{
    public const int NoQuota = 0;

    public DeliveryFixture(int maximumMessageBytes = MailDelivery.DefaultMaximumMessageBytes)
    {
        Blobs = new ModelBlobStore(Time);
        var hints = new WorkHints(Entities, Time);
        var outbox = new OutboxRunner(Entities, hints, [new DeleteBlobsHandler(Blobs)], NullLogger<OutboxRunner>.Instance);
        var ids = new UlidSource(Time, static bytes => bytes.Fill(7));
        Services = new MailboxServices(Entities, Blobs, new MailboxSignals(), hints, outbox, Time, ids.Next);
        Delivery = new MailDelivery(Services, NullLogger<MailDelivery>.Instance, maximumMessageBytes);
    }

    public FakeTimeProvider Time { get; } = new();

    public ModelEntityStore Entities { get; } = new();

    public ModelBlobStore Blobs { get; }

    public MailboxServices Services { get; }

    public MailDelivery Delivery { get; }

    public MailboxId Alice { get; } = new("00000000000000000000000000000001", "0000000000000000000000000000000a");

    public MailboxId Bob { get; } = new("00000000000000000000000000000002", "0000000000000000000000000000000b");

    public static byte[] Mail(string subject = "Hello", string body = "Hello Alice,\r\n") => Encoding.UTF8.GetBytes(
        $"From: Bob <bob@example.test>\r\nTo: Alice <alice@example.test>\r\nSubject: {subject}\r\n"
        + $"Message-ID: <{subject}@example.test>\r\nDate: Sun, 1 Mar 2026 11:00:00 +0000\r\n\r\n{body}");

    public Task<DeliveryOutcome> DeliverAsync(byte[] mime, string? key = null, long quota = NoQuota, int folder = FolderIds.Inbox) =>
        Delivery.DeliverAsync(Alice, quota, folder, mime, new DeliveryOptions { IdempotencyKey = key }, TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<Item>> ItemsAsync(int folder = FolderIds.Inbox)
    {
        var mailbox = Services.Open(Alice);
        var page = await mailbox.ReadDatesAsync(folder, DatePosition.Start, DatePosition.End, 1000, TestContext.Current.CancellationToken);
        var items = await mailbox.FindItemsAsync([.. page.Places.Select(place => place.Item)], TestContext.Current.CancellationToken);
        return [.. items.Select(item => item!)];
    }

    public async Task<IReadOnlyList<string>> BlobNamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Blobs.ListAsync("", TestContext.Current.CancellationToken))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    public async Task<int> OnceRowsAsync()
    {
        var page = await Entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, Alice.Partition, "c!"), TestContext.Current.CancellationToken);
        return page.Rows.Count;
    }

    /// <summary>Moves the clock until the task has ended, for what pauses between its tries.</summary>
    public async Task<T> PassTimeUntilAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            Time.Advance(MailDelivery.LongestPause);
            await Task.Yield();
        }

        return await task;
    }
}
