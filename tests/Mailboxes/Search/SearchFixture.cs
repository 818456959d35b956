using System.Text;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Mailboxes.Search;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Search;

/// <summary>A mailbox to search, with its stores counted.</summary>
internal sealed class SearchFixture : IBlobStore, IDisposable
{
    private readonly ModelBlobStore blobs = new();
    private readonly MailDelivery delivery;
    private int blobReads;

    public SearchFixture(SearchLimits? limits = null)
    {
        Entities = new(new ModelEntityStore());
        var hints = new WorkHints(Entities, Time);
        var outbox = new OutboxRunner(Entities, hints, [new DeleteBlobsHandler(this)], NullLogger<OutboxRunner>.Instance);
        Services = new MailboxServices(Entities, this, new MailboxSignals(), hints, outbox, Time, new UlidSource(Time, bytes => bytes.Clear()).Next);
        delivery = new MailDelivery(Services, NullLogger<MailDelivery>.Instance);
        Search = new(limits ?? SearchLimits.Default, Time);
    }

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new();

    public CountingEntityStore Entities { get; }

    public MailboxServices Services { get; }

    public MailboxSearch Search { get; }

    public Mailbox Mailbox => Services.Open(new("00000000000000000000000000000001", "0000000000000000000000000000000a"));

    public int BlobReads => Volatile.Read(ref blobReads);

    /// <summary>Called before each read of a blob.</summary>
    public Action? BeforeBlob { get; set; }

    /// <summary>Text of so many bytes in which nobody looks for anything.</summary>
    public static string Filler(int bytes) => string.Concat(Enumerable.Repeat("lorem ipsum dolor sit amet\r\n", (bytes / 28) + 1));

    public static byte[] Letter(string subject, string body, string from = "Bob <bob@example.test>", string to = "Alice <alice@example.test>", string headers = "") =>
        Encoding.UTF8.GetBytes($"From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n{headers}\r\n{body}\r\n");

    /// <summary>Delivers a mail received so many minutes ago.</summary>
    public async Task<long> DeliverAsync(byte[] mime, int minutesAgo = 0, int folder = FolderIds.Inbox)
    {
        var options = DeliveryOptions.Default with { Received = Time.GetUtcNow().AddMinutes(-minutesAgo) };
        return (await delivery.DeliverAsync(Mailbox.Id, 0, folder, mime, options, None)).ItemId;
    }

    public async Task<FoundMails> FindAsync(string text, int wanted = 100, bool again = false, params int[] folders) =>
        await FindAsync(Query(text, folders), wanted, again);

    public async Task<FoundMails> FindAsync(MailQuery query, int wanted = 100, bool again = false)
    {
        var state = await Mailbox.ReadStateAsync(None);
        return await Search.FindAsync(Mailbox, state.Sequence, query, wanted, again, None);
    }

    public static MailQuery Query(string text, params int[] folders) =>
        new() { Folders = folders.Length > 0 ? folders : [FolderIds.Inbox], Terms = SearchTerms.Parse(text)! };

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => blobs.WriteAsync(name, content, cancellationToken);

    public Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        BeforeBlob?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref blobReads);
        return blobs.ReadAsync(name, offset, destination, cancellationToken);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => blobs.DeleteAsync(name, cancellationToken);

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix, CancellationToken cancellationToken) => blobs.ListAsync(prefix, cancellationToken);

    public void Dispose() => Search.Dispose();
}
