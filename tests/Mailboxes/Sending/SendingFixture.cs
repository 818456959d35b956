using System.Text;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>An instance that sends mail, on stores in memory that other instances may share.</summary>
internal sealed class SendingFixture
{
    private readonly DirectoryWriter writer;

    public SendingFixture(SendingFixture? other = null, bool ownsStores = true, bool hasRelay = true)
    {
        Time = other?.Time ?? new();
        Entities = other?.Entities ?? new();
        Blobs = other?.Blobs ?? new(Time);
        Relay = other?.Relay ?? new();
        Store = new(Entities, Blobs);
        var options = new DirectoryOptions { HashRounds = 1000 };
        Directory = new(Store, Time, options);
        writer = new(Store, Directory, new(options), SystemRandomSource.Instance, Time);

        Hints = new(Store, Time);
        var sending = new SendingOptions { Instance = Guid.NewGuid().ToString("N"), OwnsStores = ownsStores, Random = static () => 0 };
        Outgoing = new(sending, hasRelay ? Relay : null, Directory, () => Services!, () => Delivery!, NullLoggerFactory.Instance);
        Outbox = new(Store, Hints, [new DeleteBlobsHandler(Store), .. Outgoing.Handlers], NullLogger<OutboxRunner>.Instance);
        var ids = new UlidSource(Time, System.Security.Cryptography.RandomNumberGenerator.Fill);
        Services = new(Store, Store, new MailboxSignals(), Hints, Outbox, Time, ids.Next);
        Delivery = new(Services, NullLogger<MailDelivery>.Instance);
        Submission = new(Services, Directory);
    }

    public FakeTimeProvider Time { get; }

    public ModelEntityStore Entities { get; }

    public ModelBlobStore Blobs { get; }

    public ScriptedRelay Relay { get; }

    public InstanceStore Store { get; }

    public DirectoryReader Directory { get; }

    public WorkHints Hints { get; }

    public OutgoingMail Outgoing { get; }

    public OutboxRunner Outbox { get; }

    public MailboxServices Services { get; }

    public MailDelivery Delivery { get; }

    public MailSubmission Submission { get; }

    public static byte[] Message { get; } = Encoding.UTF8.GetBytes("From: alice@example.test\r\nTo: all\r\nSubject: Secret plan\r\nMessage-ID: <1@example.test>\r\n\r\nThe body.\r\n");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SendingFixture> WithAccountsAsync(params string[] addresses)
    {
        var fixture = new SendingFixture();
        foreach (var address in addresses)
        {
            await fixture.AddAccountAsync(address);
        }

        return fixture;
    }

    /// <summary>Makes an account, in a tenant of its domain's own.</summary>
    public async Task<MailboxId> AddAccountAsync(string address)
    {
        await writer.CreateDomainAsync(AdminActor.Server, AddressText.DomainOf(address).ToString(), null, null, Cancel);
        Assert.Equal(DirectoryStatus.Done, (await writer.CreateAccountAsync(AdminActor.Server, address, null, null, Cancel)).Status);
        return await MailboxAsync(address);
    }

    public async Task SetAsync(string address, string attribute, string value)
    {
        var account = (await Directory.FindAccountByAddressAsync(address, Cancel))!;
        Assert.Equal(DirectoryStatus.Done, (await writer.ModifyAccountAsync(AdminActor.Server, account.Key, new Dictionary<string, string> { [attribute] = value }, null, Cancel)).Status);
    }

    public async Task AddAliasAsync(string address, string alias)
    {
        var account = (await Directory.FindAccountByAddressAsync(address, Cancel))!;
        Assert.Equal(DirectoryStatus.Done, (await writer.AddAliasAsync(AdminActor.Server, account.Key, alias, Cancel)).Status);
    }

    public async Task<MailboxId> MailboxAsync(string address) =>
        MailboxId.FromPartition((await Directory.FindAccountByAddressAsync(address, Cancel))!.Partition)!;

    /// <summary>Sends as alice, and returns when the sender has been told that it is on its way.</summary>
    public async Task SendAsync(params string[] recipients)
    {
        var alice = await MailboxAsync("alice@example.test");
        var (prepared, problem) = await Submission.PrepareAsync(alice, new("alice@example.test", recipients, Message), Cancel);
        Assert.Equal(SubmissionProblem.None, problem);
        var mailbox = Services.Open(alice);
        var batch = mailbox.Begin(await mailbox.ReadStateAsync(Cancel), Origin.Server);
        Submission.Put(batch, prepared!);
        Assert.True(await mailbox.TryCommitAsync(batch, Cancel));
    }

    /// <summary>A minute's work, with all that it begins.</summary>
    public async Task RunAsync()
    {
        await Outbox.RunAllAsync(Cancel);
        await Outgoing.WhenIdleAsync();
    }

    /// <summary>Lets time pass, with a timer that comes each minute.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMinutes(1))
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await RunAsync();
        }
    }

    /// <summary>The messages in somebody's Inbox, oldest first.</summary>
    public async Task<IReadOnlyList<string>> InboxAsync(string address)
    {
        var mailbox = Services.Open(await MailboxAsync(address));
        var page = await mailbox.ReadDatesAsync(FolderIds.Inbox, DatePosition.Start, DatePosition.End, 1000, Cancel);
        var items = await mailbox.FindItemsAsync([.. page.Places.Select(place => place.Item).Order()], Cancel);
        var messages = new List<string>();
        foreach (var item in items)
        {
            var bytes = new byte[item!.Size];
            Assert.Equal(bytes.Length, await mailbox.ReadBlobAsync(item, 0, bytes, Cancel));
            messages.Add(Encoding.UTF8.GetString(bytes));
        }

        return messages;
    }

    public async Task<IReadOnlyList<Entity>> RowsAsync(string address, string prefix = "o!") =>
        (await Entities.QueryAsync(EntityQuery.WithPrefix(Tables.Mail, (await MailboxAsync(address)).Partition, prefix), Cancel)).Rows;

    public async Task<IReadOnlyList<Entity>> AllRowsAsync(string address) =>
        (await Entities.QueryAsync(new EntityQuery(Tables.Mail, (await MailboxAsync(address)).Partition, "!", "~"), Cancel)).Rows;

    public async Task<IReadOnlyList<string>> BlobsAsync(string address)
    {
        var mailbox = await MailboxAsync(address);
        return await Blobs.ListAsync($"{mailbox.Tenant}/{mailbox.Account}/", Cancel).Select(blob => blob.Name).ToListAsync(Cancel);
    }

    /// <summary>Alice's outbox is empty, its hint is gone, and so is every message but those of items.</summary>
    public async Task AssertDoneAsync()
    {
        Assert.Empty(await RowsAsync("alice@example.test"));
        Assert.Null(await Hints.FindAsync(await MailboxAsync("alice@example.test"), Cancel));
        Assert.Equal((await RowsAsync("alice@example.test", "i!")).Count, (await BlobsAsync("alice@example.test")).Count);
    }
}
