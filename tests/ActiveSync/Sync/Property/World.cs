using System.Globalization;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>
/// Alice's mailbox, what somebody else does to it, the phones that look at it and send from it, Bob, who gets some of that, and the
/// server that starts anew now and then.
/// </summary>
internal sealed class World
{
    private readonly SwitchedInstance line;
    private readonly SyncBench bob;
    private readonly List<RandomPhone> phones = [];
    private int made;
    private bool hasDied;

    public World(int seed, SyncBench alice, SyncBench bob)
    {
        Random = new Random(seed);
        line = new(alice);
        this.bob = bob;
        for (var number = Random.Next(1, 4); number > 0; number--)
        {
            phones.Add(new(this, line.NewPhone($"phone{number}", Chance(3) ? EasVersion.V141 : EasVersion.V161)));
        }
    }

    public Random Random { get; }

    /// <summary>What the phones write.</summary>
    public LetterBook Letters { get; } = new();

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

        await Letters.LookAsync(Bench);
    }

    /// <summary>Lets everybody come to rest, and looks whether all agree.</summary>
    public async Task SettleAsync()
    {
        foreach (var phone in phones)
        {
            await phone.Writer.SettleAsync();
        }

        await Bench.Outbox.RunAllAsync(default);
        await LookAsync();
        await Letters.LookAsync(Bench);
        foreach (var phone in phones)
        {
            await phone.SettleAsync();
        }

        await Letters.CheckAsync(Bench, bob);
        if (!hasDied) // what a dying server leaves is swept after a day
        {
            await CheckBlobsAsync();
        }
    }

    /// <summary>What may happen between a request and its repeat, and touches no mail that a phone knows but to delete it.</summary>
    public async Task MeanwhileAsync()
    {
        await Letters.LookAsync(Bench);
        switch (Random.Next(6))
        {
            case 0:
                Restart();
                break;
            case 1:
                await Bench.DeliverAsync($"mail {Random.Next()}", Bench.Time.GetUtcNow().AddHours(-Random.Next(24 * 10)), Any(Folders.Where(folder => folder.Id != FolderIds.Drafts).ToArray()).Id);
                break;
            case 2 when await Bench.ItemsAsync(Any(Folders).Id) is { Count: > 0 } items:
                await Bench.DeleteAsync(Any(items).Id);
                break;
        }
    }

    /// <summary>Sends a request, under which the server may die.</summary>
    /// <returns>False when no answer came.</returns>
    public async Task<bool> IsAnsweredAsync(Func<Task> request)
    {
        if (Bench.Entities is not ModelEntityStore store || !Chance(10))
        {
            await request();
            return true;
        }

        hasDied = true;
        var isAnswered = await new ServerDeath(store, Random.Next(6), Chance(2)).IsAnsweredAsync(request);
        Restart();
        return isAnswered;
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

    private void Restart() => line.Current = new SyncBench(Bench);

    private async Task CheckBlobsAsync()
    {
        foreach (var bench in new[] { Bench, bob })
        {
            var items = await bench.Mailbox.FindItemsAsync([.. Enumerable.Range(1, (int)(await bench.Mailbox.ReadStateAsync(default)).NextItem).Select(id => (long)id)], default);
            var named = items.Select(item => item?.Blob).OfType<string>();
            var there = (await bench.BlobsAsync()).Where(blob => blob.StartsWith($"{bench.Id.Tenant}/{bench.Id.Account}/", StringComparison.Ordinal));
            Assert.Equal(named.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        }
    }

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
                Restart();
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
