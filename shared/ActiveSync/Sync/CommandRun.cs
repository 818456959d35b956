using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>The device's commands for one collection while they are carried out.</summary>
internal sealed class CommandRun
{
    private readonly List<ExecutedCommand> executed;
    private readonly Dictionary<long, Item?> own = [];
    private readonly List<(string ServerId, Item? Item)> fetched = [];

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

    public void Changed(SyncItemCommand command, Item item)
    {
        own[item.Id] = item;
        Done(command, SyncStatus.Success);
    }

    public void Left(SyncItemCommand command, long item)
    {
        own[item] = null;
        Done(command, SyncStatus.Success);
    }

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
