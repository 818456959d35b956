using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>The device's commands for one collection while they are carried out.</summary>
internal sealed class CommandRun
{
    private readonly List<ExecutedCommand> executed;
    private readonly Dictionary<long, Item?> own = [];
    private readonly List<(string ServerId, Item? Item)> fetched = [];
    private readonly List<Item> added = [];
    private readonly HashSet<long> untold = [];

    /// <param name="asked">The collection as asked.</param>
    /// <param name="before">What was carried out of it before.</param>
    public CommandRun(SyncCollection asked, IReadOnlyList<ExecutedCommand> before)
    {
        Asked = asked;
        executed = [.. before];
        Open = [.. NotIn(before, asked.Commands)];
    }

    public SyncCollection Asked { get; }

    /// <summary>Commands still to be carried out.</summary>
    public IReadOnlyList<SyncItemCommand> Open { get; }

    /// <summary>Outcomes, of now and before.</summary>
    public IReadOnlyList<ExecutedCommand> Executed => executed;

    /// <summary>Outcomes of the commands that were asked for.</summary>
    public IReadOnlyList<ExecutedCommand> Responses => [.. executed.Where(done => Asked.Commands.Any(done.Is))];

    /// <summary>
    /// What was carried out is news to the device itself: it changed an item of which it had more to be told, or sent a draft.
    /// </summary>
    public bool HasNews { get; set; }

    /// <summary>Items that this request changed: as they are now, null for those that left the folder.</summary>
    public IReadOnlyDictionary<long, Item?> Own => own;

    /// <summary>The items that the commands name, as far as there are such.</summary>
    public Dictionary<long, Item> Items { get; } = [];

    /// <summary>What was fetched.</summary>
    public IReadOnlyList<(string ServerId, Item? Item)> Fetched => fetched;

    /// <summary>The items of this folder that the commands name, whether there are such or not.</summary>
    public IReadOnlyList<long> Named(int folder) =>
    [
        .. Asked.Commands
            .Where(command => command.Kind != CommandKind.Add)
            .Select(command => ServerIds.Parse(command.Id))
            .Where(id => id?.Folder == folder)
            .Select(id => id!.Value.Item)
            .Distinct(),
    ];

    public async Task ReadItemsAsync(int folder, IMailboxView mailbox, CancellationToken cancellationToken)
    {
        Items.Clear();
        foreach (var item in await mailbox.FindItemsAsync(Named(folder), cancellationToken))
        {
            if (item is not null)
            {
                Items[item.Id] = item;
            }
        }

        fetched.Clear();
        foreach (var command in Asked.Commands.Where(command => command.Kind == CommandKind.Fetch))
        {
            fetched.Add((command.Id, Find(command, folder)));
        }
    }

    public bool HasLeft(long item) => own.TryGetValue(item, out var now) && now is null;

    public Item? Find(SyncItemCommand command, int folder) =>
        command.Kind != CommandKind.Add
        && ServerIds.Parse(command.Id) is { } id
        && id.Folder == folder
        && Items.TryGetValue(id.Item, out var item)
        && item.Folder == folder
        && !HasLeft(id.Item)
            ? item
            : null;

    public void Done(SyncItemCommand command, SyncStatus status) => executed.Add(new(command.Kind, command.Id, command.Hash, status, null));

    public void Added(SyncItemCommand command, Item item, DraftResult result)
    {
        own[item.Id] = item;
        added.Add(item);
        executed.Add(new(command.Kind, command.Id, command.Hash, SyncStatus.Success, ServerIds.Format(item.Folder, item.Id)) { Draft = result });
    }

    public void Changed(SyncItemCommand command, Item item, DraftResult? result)
    {
        own[item.Id] = item;
        executed.Add(new(command.Kind, command.Id, command.Hash, SyncStatus.Success, null) { Draft = result });
    }

    public void Left(SyncItemCommand command, long item)
    {
        own[item] = null;
        Done(command, SyncStatus.Success);
    }

    /// <summary>Says that somebody else's changes to these items stand in an answer that was lost.</summary>
    public void Untold(IEnumerable<long> items) => untold.UnionWith(items);

    /// <summary>Whether somebody else changed the item and the device, told of the log up to <paramref name="watermark"/>, does not know it.</summary>
    public bool IsUntold(Item item, long watermark, Origin device) =>
        untold.Contains(item.Id) || (item.Sequence > watermark && (!IsOf(device, item.Origin) || item.OthersSequence != 0) && !own.ContainsKey(item.Id));

    // What the device did, and what the server did for it, such as marking a mail that it answered.
    private static bool IsOf(Origin device, Origin origin) => origin == device || origin == device.Aside();

    /// <summary>The state with the items that the device has just made, and so holds.</summary>
    public CollectionState Holding(CollectionState state) =>
        added.Aggregate(state, (holding, item) => holding.Holding(DatePosition.Of(item.Received, item.Id)));

    // Each outcome stands for one command: read, unread, read again is not done when read and unread are.
    private static IEnumerable<SyncItemCommand> NotIn(IReadOnlyList<ExecutedCommand> before, IReadOnlyList<SyncItemCommand> commands)
    {
        var left = new List<ExecutedCommand>(before);
        foreach (var command in commands)
        {
            var done = left.FindIndex(one => one.Is(command));
            if (done >= 0)
            {
                left.RemoveAt(done);
            }
            else if (command.Kind != CommandKind.Fetch)
            {
                yield return command;
            }
        }
    }
}
