using System.Buffers;
using System.Text;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Content;

/// <summary>Two mailboxes that mail can be delivered to, and a count of the reads of blobs.</summary>
internal sealed class ContentFixture : IBlobStore
{
    private readonly ModelBlobStore blobs = new();
    private readonly MailDelivery delivery;

    public ContentFixture()
    {
        var entities = new ModelEntityStore();
        var hints = new WorkHints(entities, Time);
        var outbox = new OutboxRunner(entities, hints, [new DeleteBlobsHandler(this)], NullLogger<OutboxRunner>.Instance);
        Services = new MailboxServices(entities, this, new MailboxSignals(), hints, outbox, Time, new UlidSource(Time, bytes => bytes.Clear()).Next);
        delivery = new MailDelivery(Services, NullLogger<MailDelivery>.Instance);
        Mailbox = Services.Open(new("00000000000000000000000000000001", "0000000000000000000000000000000a"));
        Other = Services.Open(new("00000000000000000000000000000002", "0000000000000000000000000000000b"));
    }

    public static VersionRules V141 { get; } = VersionRules.Find(EasVersion.V141)!;

    public static VersionRules V161 { get; } = VersionRules.Find(EasVersion.V161)!;

    public FakeTimeProvider Time { get; } = new();

    public MailboxServices Services { get; }

    public Mailbox Mailbox { get; }

    public Mailbox Other { get; }

    public int BlobReads { get; private set; }

    public static byte[] Bytes(string mime) => Encoding.UTF8.GetBytes(mime.ReplaceLineEndings("\r\n"));

    public static ContentOptions Wants(params BodyPreference[] preferences) => new() { BodyPreferences = preferences };

    public Task<Item> DeliverAsync(string mime, int folder = FolderIds.Inbox, DeliveryOptions? options = null) =>
        DeliverAsync(Mailbox, Bytes(mime), folder, options);

    public async Task<Item> DeliverAsync(Mailbox mailbox, byte[] mime, int folder = FolderIds.Inbox, DeliveryOptions? options = null)
    {
        var outcome = await delivery.DeliverAsync(mailbox.Id, 0, folder, mime, options ?? DeliveryOptions.Default, TestContext.Current.CancellationToken);
        var items = await mailbox.FindItemsAsync([outcome.ItemId], TestContext.Current.CancellationToken);
        BlobReads = 0;
        return items[0]!;
    }

    /// <summary>What stands inside ApplicationData.</summary>
    public async Task<string> ShowAsync(Item item, ContentOptions options, VersionRules rules) =>
        Inner(await WriteAsync(writer => new EmailWriter().WriteAsync(writer, Mailbox, item, options, rules, TestContext.Current.CancellationToken)));

    public async Task<string> ShowChangeAsync(Item item, VersionRules rules) =>
        Inner(await WriteAsync(writer => new EmailWriter().WriteChangeAsync(writer, Mailbox, item, ContentOptions.Default, rules, TestContext.Current.CancellationToken)));

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => blobs.WriteAsync(name, content, cancellationToken);

    public Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        BlobReads++;
        return blobs.ReadAsync(name, offset, destination, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => blobs.DeleteAsync(name, cancellationToken);

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix, CancellationToken cancellationToken) => blobs.ListAsync(prefix, cancellationToken);

    private static async Task<byte[]> WriteAsync(Func<WbxmlWriter, Task> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new WbxmlWriter(buffer);
        writer.Start(AirSyncPage.ApplicationData);
        await write(writer);
        writer.End();
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }

    private static string Inner(byte[] document)
    {
        var lines = ShownWbxml.Of(document).Split('\n');
        return string.Join('\n', lines[1..].Select(line => line[2..]));
    }
}
