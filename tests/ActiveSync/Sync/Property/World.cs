using System.Globalization;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>A mailbox, what somebody else does to it, the phones that look at it, and the server that starts anew now and then.</summary>
internal sealed class World
{
    private readonly SwitchedInstance line;
    private readonly List<RandomPhone> phones = [];
    private int made;

    public World(int seed, SyncBench bench)
    {
        Random = new Random(seed);
        line = new(bench);
        for (var number = Random.Next(1, 4); number > 0; number--)
        {
            phones.Add(new(this, line.NewPhone($"phone{number}")));
        }
    }

    public Random Random { get; }

    public SyncBench Bench => line.Current;

    /// <summary>The folders that hold mail and are there now.</summary>
    public IReadOnlyList<Folder> Folders { get; private set; } = [];

    public async Task StepAsync()
    {
        await LookAsync();
        if (Random.Next(20) < 9)
        {
            await SomebodyActsAsync();
        }
        else
        {
            await Any(phones).ActAsync();
        }
    }

    /// <summary>Lets everybody come to rest, and looks whether all agree.</summary>
    public async Task SettleAsync()
    {
        await Bench.Outbox.RunAllAsync(default);
        await LookAsync();
        foreach (var phone in phones)
        {
            await phone.SettleAsync();
        }
    }

    /// <summary>Notes that an item is no longer as a phone knows it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="by">The phone that did it, which knows; null for somebody else.</param>
    public void Touch(long item, RandomPhone? by)
    {
        foreach (var phone in phones.Where(phone => phone != by))
        {
            phone.Touched.Add(item);
        }
    }

    public T Any<T>(IReadOnlyList<T> among) => among[Random.Next(among.Count)];

    public bool Chance(int one) => Random.Next(one) == 0;

    public string NewName() => $"Folder {++made}";

    public static string Id(int folder) => folder.ToString(CultureInfo.InvariantCulture);

    public static long ItemOf(string serverId) => long.Parse(serverId.AsSpan(serverId.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);

    private async Task LookAsync()
    {
        await Bench.Mailbox.ReadStateAsync(default); // makes the mailbox
        Folders = [.. (await Bench.Mailbox.ReadFoldersAsync(default)).Where(folder => folder is { Deleted: false, Class: ItemClass.Email } && folder.Id != FolderIds.Junk)];
    }

    private async Task SomebodyActsAsync()
    {
        var folder = Any(Folders).Id;
        var items = await Bench.ItemsAsync(folder);
        var item = items.Count == 0 ? null : Any(items);
        switch (Random.Next(10))
        {
            case 0 or 1 or 2:
                await Bench.DeliverAsync($"mail {Random.Next()}", Bench.Time.GetUtcNow().AddHours(-Random.Next(24 * 10)), folder == FolderIds.Drafts ? FolderIds.Inbox : folder);
                break;
            case 3 or 4 when item is not null:
                Touch(item.Id, by: null);
                await Bench.ChangeAsync(item.Id, before => before with { Read = !before.Read });
                break;
            case 5 when item is not null:
                Touch(item.Id, by: null);
                await Bench.MoveAsync(item.Id, Any(Folders.Where(other => other.Id != folder && other.Id != FolderIds.Drafts).ToArray()).Id);
                break;
            case 6 when item is not null:
                await Bench.DeleteAsync(item.Id);
                break;
            case 7:
                Bench.Time.Advance(TimeSpan.FromHours(Random.Next(30)));
                break;
            case 8:
                line.Current = new SyncBench(Bench);
                break;
            case 9:
                await ChangeFoldersAsync();
                break;
        }
    }

    private async Task ChangeFoldersAsync()
    {
        Folder[] own = [.. Folders.Where(folder => folder.Id >= FolderIds.FirstOwn)];
        if (own.Length < 2)
        {
            await Bench.AddFolderAsync(NewName(), FolderIds.Root);
            return;
        }

        var state = await Bench.Mailbox.ReadStateAsync(default);
        var batch = Bench.Mailbox.Begin(state, Origin.Server);
        var folder = Any(own);
        if (Folders.Any(other => other.ParentId == folder.Id) || Chance(2))
        {
            batch.UpdateFolder(folder with { DisplayName = NewName() });
        }
        else
        {
            new FolderClearing(folder.Id, state.Sequence, FolderClearingKind.Folder).AddTo(batch);
            batch.HideFolder(folder);
        }

        await Bench.Mailbox.TryCommitAsync(batch, default);
    }
}
