using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>A phone that does what its owner and a bad link make it do.</summary>
internal sealed class RandomPhone(World world, PhoneModel model)
{
    private static readonly int[] Filters = [0, 0, 1, 2, 3, 5];
    private static readonly int[] Days = [0, 0, 1, 3, 7, 31];

    private readonly Dictionary<int, int> filters = [];
    private readonly bool wins = world.Random.Next(2) == 0;
    private bool mayBeEmpty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Items that somebody else has changed since this phone was told of them: only of these may a Change come.</summary>
    public HashSet<long> Touched { get; } = [];

    /// <summary>What it writes and sends.</summary>
    public LetterWriter Writer { get; } = new(world, model);

    private Random Random => world.Random;

    public async Task ActAsync()
    {
        if (model.FolderSyncKey == "0" || world.Chance(8))
        {
            await SyncFoldersAsync();
        }

        switch (Random.Next(17))
        {
            case 0 when world.Bench.Entities is ModelEntityStore: // answers at once, so that it is known when a Ping waits
                await PingAsync();
                break;
            case 1 when mayBeEmpty:
                await SyncAgainAsync();
                break;
            case 2:
                await SyncSomeAsync();
                break;
            case 3 or 4:
                await MoveAsync(world.Any(Known));
                break;
            case 5:
                await ChangeFoldersAsync();
                break;
            case 6 when world.Chance(4):
                await model.Device.EmptyFolderContentsAsync(World.Id(FolderIds.Trash), deleteSubFolders: false, Cancel);
                break;
            case 7 or 8:
                await Writer.SendAsync();
                break;
            case 9:
                await SyncAsync(FolderIds.Drafts);
                break;
            default:
                await SyncAsync(world.Any(Known));
                break;
        }
    }

    // Mail folders that the phone knows of, whether they are still there or not.
    private int[] Known =>
    [
        .. model.Folders.Values
            .Where(folder => folder.Type is EasFolderType.Inbox or EasFolderType.DeletedItems or EasFolderType.SentItems or EasFolderType.Drafts or EasFolderType.UserMail)
            .Select(folder => int.Parse(folder.ServerId, provider: null))
            .Where(folder => folder != FolderIds.Junk)
            .Order(),
    ];

    /// <summary>Syncs until nothing more comes, and compares.</summary>
    public async Task SettleAsync()
    {
        await SyncFoldersAsync();
        Assert.Equal(world.Folders.Select(folder => (World.Id(folder.Id), folder.DisplayName)).Order(), Known.Select(folder => (World.Id(folder), model.Folders[World.Id(folder)].DisplayName)).Order());
        foreach (var folder in Known)
        {
            await QuietAsync(folder);
        }

        foreach (var folder in Known)
        {
            await CheckAsync(folder);
        }
    }

    private async Task SyncFoldersAsync()
    {
        if (world.Chance(3))
        {
            await model.Device.FolderSyncAsync(model.FolderSyncKey, Cancel); // the answer is lost
        }

        Assert.Equal(1, (await model.SyncFoldersAsync(Cancel)).Status);
    }

    private async Task MoveAsync(int from)
    {
        string[] held = [.. model.Held(World.Id(from)).Items.Keys.Order()];
        int[] others = [.. Known.Where(folder => folder != from && folder != FolderIds.Drafts)];
        if (held.Length == 0)
        {
            return;
        }

        var to = World.Id(world.Any(others));
        string[] moved = [.. Enumerable.Range(0, Random.Next(1, 4)).Select(_ => world.Any(held)).Distinct()];
        foreach (var item in moved)
        {
            world.Touch(World.ItemOf(item), by: null);
        }

        if (world.Chance(4))
        {
            // The answer is lost, and the phone asks again.
            await model.Device.MoveItemsAsync([.. moved.Select(id => new ItemMove(id, World.Id(from), to))], Cancel);
        }

        await model.MoveAsync(moved, World.Id(from), to, Cancel);
    }

    private async Task ChangeFoldersAsync()
    {
        int[] own = [.. Known.Where(folder => folder >= FolderIds.FirstOwn)];
        var key = model.FolderSyncKey;
        var name = world.NewName();
        var isLost = world.Chance(3);
        FolderCommandAnswer answer;
        if (own.Length < 2)
        {
            var parent = own.Length == 0 || world.Chance(2) ? "0" : World.Id(own[0]);
            if (isLost)
            {
                await model.Device.FolderCreateAsync(key, parent, name, (int)EasFolderType.UserMail, Cancel);
            }

            answer = await model.CreateFolderAsync(name, Cancel, parent);
        }
        else if (world.Chance(2))
        {
            var id = World.Id(world.Any(own));
            if (isLost)
            {
                await model.Device.FolderUpdateAsync(key, id, "0", name, Cancel);
            }

            answer = await model.UpdateFolderAsync(id, "0", name, Cancel);
        }
        else
        {
            var id = World.Id(world.Any(own));
            if (isLost)
            {
                await model.Device.FolderDeleteAsync(key, id, Cancel);
            }

            answer = await model.DeleteFolderAsync(id, Cancel);
        }

        // 4 and 5: what it names was deleted by somebody else meanwhile.
        Assert.True(answer.Status is 1 or 4 or 5, $"A command on folders ended with Status {answer.Status}.");
    }

    private async Task SyncAsync(int folder)
    {
        if (world.Chance(8))
        {
            filters[folder] = Random.Next(Filters.Length);
        }

        var window = world.Chance(4) ? 512 : Random.Next(1, 6);
        var commands = Commands(folder);
        var asked = Next(folder, window) with { Commands = commands };
        var answer = await SendAsync(asked);
        switch (Random.Next(8))
        {
            case 0:
                // The answer is lost; the phone repeats itself, perhaps more than once.
                Writer.Lose(commands);
                for (var times = Random.Next(1, 3); times > 0; times--)
                {
                    await world.MeanwhileAsync();
                    answer = await SendAsync(asked);
                }

                break;
            case 1:
                // The answer is lost; the phone goes on with more under the old key.
                await world.MeanwhileAsync();
                Writer.Lose(commands);
                commands = [.. commands, .. Commands(folder)];
                answer = await SendAsync(Next(folder, window) with { Commands = commands });
                break;
            case 2 when asked.SyncKey != "0": // another key 0 begins anew, and voids the first
                // The answer is only late: the phone, having gone on with more, gets the first and never the second.
                var more = Commands(folder);
                await SendAsync(Next(folder, window) with { Commands = [.. commands, .. more] });
                Apply(commands, answer);
                Writer.Lose(more);
                commands = more;
                answer = await SendAsync(Next(folder, window) with { Commands = commands });
                break;
        }

        Apply(commands, answer);
    }

    private async Task SyncSomeAsync()
    {
        var folders = Known.Where(_ => world.Chance(2)).ToArray();
        if (folders.Length == 0)
        {
            return;
        }

        var all = new List<SyncCommand>();
        var collections = new List<SyncCollection>();
        foreach (var folder in folders)
        {
            var commands = Commands(folder);
            all.AddRange(commands);
            collections.Add(Next(folder, Random.Next(1, 6)) with { Commands = commands });
        }

        var request = new SyncRequest(collections) { WindowSize = world.Chance(2) ? Random.Next(1, 8) : null };
        var answer = await SendAsync(request);
        if (world.Chance(4))
        {
            answer = await SendAsync(request);
        }

        Apply(all, answer);
        mayBeEmpty = answer.IsEmpty;
    }

    private async Task SyncAgainAsync()
    {
        var answer = await model.Device.SyncAgainAsync(Cancel);
        if (world.Chance(3))
        {
            answer = await model.Device.SyncAgainAsync(Cancel);
        }

        Assert.True(answer.Status is null or 13, $"An empty request ended with Status {answer.Status}.");
        Apply([], answer);
        mayBeEmpty = answer.IsEmpty;
    }

    private async Task PingAsync()
    {
        await SyncFoldersAsync();
        var folders = Known.Where(folder => model.Held(World.Id(folder)).SyncKey != "0").ToArray();
        if (folders.Length == 0)
        {
            return;
        }

        var waiting = model.Device.PingAsync(60, [.. folders.Select(World.Id)], Cancel);
        if (!waiting.IsCompleted)
        {
            world.Bench.Time.Advance(TimeSpan.FromSeconds(61));
        }

        var answer = await waiting;
        foreach (var changed in answer.Folders)
        {
            var folder = int.Parse(changed, provider: null);
            var news = await SendAsync(Next(folder, 100));
            Assert.False(news.IsEmpty, $"Ping said that folder {folder} has news, and Sync had none.");
            Apply([], news);
        }
    }

    private async Task QuietAsync(int folder)
    {
        for (var rounds = 0; rounds < 200; rounds++)
        {
            var answer = await SendAsync(Next(folder, 100));
            if (answer.IsEmpty)
            {
                return;
            }

            Apply([], answer);
        }

        Assert.Fail($"Folder {folder} never comes to rest.");
    }

    private async Task CheckAsync(int folder)
    {
        var days = Days[Filter(folder)];
        var oldest = days == 0 ? DateTimeOffset.MinValue : world.Bench.Time.GetUtcNow().AddDays(-days);
        var expected = (await world.Bench.ItemsAsync(folder)).Where(item => item.Received >= oldest).ToDictionary(item => $"{folder}:{item.Id}");
        var held = model.Held(World.Id(folder));

        // What was gone when a lost answer was repeated is deleted all the same: the first answer might have arrived.
        Assert.DoesNotContain(model.Errors, error => !error.Contains("Delete of ", StringComparison.Ordinal));
        Assert.Equal(expected.Keys.Order(), held.Items.Keys.Order());
        Assert.All(expected, one => Assert.Equal(one.Value.Read, held.IsRead(one.Key)));
        foreach (var (id, item) in expected.Where(one => one.Value.Blob is not null))
        {
            // The phone shows no more of a draft of its own than it wrote.
            Assert.Equal(LetterBook.SubjectOf(item), held.Items[id].Subject ?? LetterBook.SubjectOf(item));
            Assert.Equal(LetterBook.LastVerbOf(item), held.LastVerbOf(id));
        }
    }

    private int Filter(int folder) => filters.GetValueOrDefault(folder);

    private SyncCollection Next(int folder, int window) => model.Next(World.Id(folder), next => next with
    {
        WindowSize = window,
        Options = new() { FilterType = Filters[Filter(folder)], Conflict = wins ? 0 : 1 },
    });

    private async Task<SyncAnswer> SendAsync(SyncCollection asked)
    {
        mayBeEmpty = false;
        return await SendAsync(new SyncRequest(asked));
    }

    private async Task<SyncAnswer> SendAsync(SyncRequest request)
    {
        foreach (var command in request.Collections.SelectMany(collection => collection.Commands).Where(command => command.ServerId is not null))
        {
            // What it deletes goes to the trash, where it may hold a copy from an earlier stay, which is brought up to date.
            world.Touch(World.ItemOf(command.ServerId!), by: command.DeletedId is null ? this : null);
        }

        SyncAnswer? answer = null;
        while (!await world.IsAnsweredAsync(async () => answer = await model.Device.SyncAsync(request, Cancel)))
        {
            // The server died over it: the phone repeats itself.
        }

        return answer!;
    }

    private void Apply(IReadOnlyList<SyncCommand> commands, SyncAnswer answer)
    {
        foreach (var collection in answer.Collections)
        {
            // 12: somebody else deleted the folder, and the phone has not asked for the folders since.
            var isGone = collection.Status == 12 && world.Folders.All(folder => World.Id(folder.Id) != collection.CollectionId);
            Assert.True(collection.Status is 1 || isGone, $"Collection {collection.CollectionId} ended with Status {collection.Status}.");
            foreach (var change in collection.Changes.Where(change => change.Kind == SyncChangeKind.Change))
            {
                Assert.True(Touched.Remove(World.ItemOf(change.ServerId)), $"Nobody else changed {change.ServerId}, and a Change of it came.");
            }
        }

        Writer.Hear(commands, answer);
        model.Apply(commands, answer);
    }

    private List<SyncCommand> Commands(int folder)
    {
        var commands = new List<SyncCommand>();
        var held = model.Held(World.Id(folder));
        if (held.SyncKey == "0" || world.Chance(2))
        {
            return commands;
        }

        var items = held.Items.Keys.Order().ToArray();
        for (var number = Random.Next(1, 4); number > 0; number--)
        {
            if (folder == FolderIds.Drafts && world.Chance(3))
            {
                commands.Add(Writer.NewDraft());
            }
            else if (items.Length > 0)
            {
                var id = items[Random.Next(items.Length)];
                commands.Add(
                    world.Chance(3) ? SyncCommand.Delete(id)
                    : folder == FolderIds.Drafts ? Writer.EditDraft(id)
                    : SyncCommand.MarkRead(id, world.Chance(2)));
            }
        }

        return commands;
    }
}
