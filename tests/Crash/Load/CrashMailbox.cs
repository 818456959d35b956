using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>One account of the run: what is known of its mails, its phones, and a device that starts over to read what is there.</summary>
internal sealed class CrashMailbox(string name, DemoAccount account, MailboxId id)
{
    /// <summary>Part of the subject of every mail that its sender hands in.</summary>
    public string Name { get; } = name;

    public string Address => Account.Address;

    public DemoAccount Account { get; } = account;

    public MailboxId Id { get; } = id;

    public MailLedger Ledger { get; } = new();

    /// <summary>Its phones: two that are always in use, and one that only deletes for good, empties and deletes folders, in a volley.</summary>
    public IReadOnlyList<Phone> Phones { get; private set; } = [];

    /// <summary>A device that starts over each time; the last look of a run is by one that the server has never met.</summary>
    public EasDevice Reader { get; private set; } = null!;

    /// <summary>Ids of the folders that hold mail, as the phones were told them.</summary>
    public string Inbox { get; private set; } = "";

    public string DeletedItems { get; private set; } = "";

    public string SentItems { get; private set; } = "";

    public string Drafts { get; private set; } = "";

    /// <summary>Mails that the last reading found.</summary>
    public int Seen { get; private set; }

    /// <summary>Those of them that every phone moves mail between.</summary>
    public IReadOnlyList<string> Folders => [Inbox, DeletedItems, SentItems];

    /// <summary>Folders of the phones' making that the last reading found.</summary>
    public IReadOnlyList<SeenFolder> SeenFolders { get; private set; } = [];

    /// <summary>Whether a phone made a folder.</summary>
    public bool IsOwn(SeenFolder folder) => folder.Name.StartsWith($"{Name}-", StringComparison.Ordinal);

    /// <summary>Provisions the devices and brings each to key 1 of each folder.</summary>
    public async Task SetUpAsync(Uri server, Random random, Tally tally, CancellationToken cancellationToken)
    {
        var models = new List<PhoneModel>();
        for (var number = 0; number < 4; number++)
        {
            models.Add(await Functions.Tests.Phones.SetUpAsync(Functions.Tests.Phones.NewDevice(server, Account), cancellationToken));
        }

        Inbox = models[0].IdOf(EasFolderType.Inbox);
        DeletedItems = models[0].IdOf(EasFolderType.DeletedItems);
        SentItems = models[0].IdOf(EasFolderType.SentItems);
        Drafts = models[0].IdOf(EasFolderType.Drafts);
        Reader = models[3].Device;
        Phones =
        [
            new Phone(models[0], this, new PhoneHabits("one", WindowSize: 5, FilterType: 0), new Random(random.Next()), tally),
            new Phone(models[1], this, new PhoneHabits("two", WindowSize: 40, FilterType: 3), new Random(random.Next()), tally),
            new Phone(models[2], this, new PhoneHabits("three", WindowSize: 100, FilterType: 0), new Random(random.Next()), tally),
        ];
        foreach (var phone in Phones)
        {
            await phone.SettleAsync(cancellationToken);
        }
    }

    /// <summary>Reads all that is there, from key 0 on, whole messages and every folder.</summary>
    public async Task<IReadOnlyList<SeenMail>> ReadAsync(EasDevice device, CancellationToken cancellationToken)
    {
        var reader = new PhoneModel(device);
        await reader.SyncFoldersAsync(cancellationToken);
        var all = new SyncOptions { FilterType = 0, MimeSupport = 2, BodyPreferences = [new BodyPreference(4)] };
        var seen = new List<SeenMail>();
        SeenFolders =
        [
            .. reader.Folders.Values
                .Select(folder => new SeenFolder(folder.ServerId, folder.ParentId, folder.DisplayName))
                .Where(IsOwn),
        ];
        foreach (var folder in (string[])[.. Folders, Drafts, .. SeenFolders.Select(folder => folder.Id)])
        {
            await reader.SyncAllAsync(folder, cancellationToken, collection => collection with { WindowSize = 512, Options = all });
            var held = reader.Held(folder);
            seen.AddRange(held.Items.Select(item => new SeenMail(
                folder, item.Key, item.Value.Subject!, held.IsRead(item.Key), held.IsFlagged(item.Key), item.Value.Body.Data!)));
        }

        Assert.Empty(reader.Errors);
        Seen = seen.Count;
        return seen;
    }
}
