using System.Text;
using Carbonio.Cloud.ActiveSync.Tests.Sync;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Support;
using Xunit;
using EasVersion = Carbonio.Cloud.EasClient.EasVersion;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>The mailboxes of Alice and Bob, on one server.</summary>
internal sealed class PostOffice
{
    private PostOffice(SyncBench alice, SyncBench bob, InterposedStore store)
    {
        Alice = alice;
        Bob = bob;
        Store = store;
    }

    public SyncBench Alice { get; }

    public SyncBench Bob { get; }

    public InterposedStore Store { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="attributes">Attributes of Alice's account; null for those it has.</param>
    /// <param name="aliases">Her other addresses.</param>
    public static async Task<PostOffice> OpenAsync(IReadOnlyDictionary<string, string>? attributes = null, params string[] aliases)
    {
        var time = new FakeTimeProvider(new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        var store = new InterposedStore(new ModelEntityStore());
        var first = new SyncBench(time, store, new ModelBlobStore(time));
        var alice = attributes is null && aliases.Length == 0
            ? await BenchAccount.FindAsync()
            : await BenchAccount.CreateAsync(BenchAccount.Alice, attributes ?? new Dictionary<string, string>(), aliases);
        return new(new(first, alice), new(first, await BenchAccount.FindAsync(BenchAccount.Bob)), store);
    }

    public static byte[] Raw(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    /// <summary>A letter as a phone writes it.</summary>
    public static byte[] Letter(string subject = "Lunch", string to = "bob@example.test", string text = "At noon?", string fields = "") => Raw(
        $"From: Alice Example <alice@example.test>\nTo: {to}\n{fields}Subject: {subject}\nDate: Sat, 28 Nov 2026 10:00:00 +0000\nMessage-ID: <{subject.Replace(' ', '.')}@phone.test>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}");

    /// <summary>A phone that has synchronised these folders.</summary>
    public static async Task<PhoneModel> PhoneAsync(SyncBench bench, string deviceId, EasVersion? version = null, params string[] folders)
    {
        var phone = bench.NewPhone(deviceId, version);
        await phone.SyncFoldersAsync(Cancel);
        var options = new SyncOptions { BodyPreferences = [new(1), new(2)] };
        foreach (var folder in folders)
        {
            await phone.SyncAllAsync(folder, Cancel, next => next with { Options = options });
        }

        return phone;
    }

    /// <summary>Puts a mail into a mailbox.</summary>
    public static async Task<Item> DeliverAsync(SyncBench bench, byte[] mime, int folder = FolderIds.Inbox, ItemClass itemClass = ItemClass.Email)
    {
        var item = new Item
        {
            Id = 0,
            Folder = folder,
            Class = itemClass,
            Received = bench.Time.GetUtcNow(),
            Size = mime.Length,
            Blob = await bench.Mailbox.WriteBlobAsync(mime, Cancel),
            Content = MailContentBuilder.Build(mime, receivedAsBcc: false).Content,
        };
        var batch = bench.Mailbox.Begin(await bench.Mailbox.ReadStateAsync(Cancel), Origin.Server);
        item = batch.Add(item);
        Assert.True(await bench.Mailbox.TryCommitAsync(batch, Cancel));
        return item;
    }

    public static async Task<string> TextAsync(SyncBench bench, Item item)
    {
        var bytes = new byte[item.Size];
        Assert.Equal(bytes.Length, await bench.Mailbox.ReadBlobAsync(item, 0, bytes, Cancel));
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Everything that waits for a relay is with it.</summary>
    public Task SettledAsync() => Alice.Outgoing.WhenIdleAsync();

    public async Task<string> OnlyInboxTextAsync() => await TextAsync(Bob, Assert.Single(await Bob.ItemsAsync(FolderIds.Inbox)));

    public async Task<string> OnlySentTextAsync() => await TextAsync(Alice, Assert.Single(await Alice.ItemsAsync(FolderIds.Sent)));

    /// <summary>Every blob is that of a mail.</summary>
    public async Task AssertBlobsAsync()
    {
        var mails = new List<string>();
        foreach (var bench in new[] { Alice, Bob })
        {
            foreach (var folder in new[] { FolderIds.Inbox, FolderIds.Sent, FolderIds.Drafts })
            {
                mails.AddRange((await bench.ItemsAsync(folder)).Select(item => item.Blob).OfType<string>());
            }
        }

        var blobs = (await Alice.BlobsAsync()).Concat(await Bob.BlobsAsync()).Distinct();
        Assert.Equal(mails.Order(StringComparer.Ordinal), blobs.Order(StringComparer.Ordinal));
    }

    /// <summary>Nothing is in Sent Items, with Bob, or left in a blob.</summary>
    public async Task AssertNothingSentAsync()
    {
        Assert.Empty(await Alice.ItemsAsync(FolderIds.Sent));
        Assert.Empty(await Bob.ItemsAsync(FolderIds.Inbox));
        Assert.Empty(await Alice.BlobsAsync());
    }
}
