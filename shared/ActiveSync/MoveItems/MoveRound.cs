using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>One batch of moves, on the rows as they were read for it.</summary>
/// <param name="entities">Where held segments are.</param>
/// <param name="round">The rows, and the batch.</param>
/// <param name="done">Items that this request has moved before, and where to.</param>
internal sealed class MoveRound(IEntityStore entities, SyncRound round, IReadOnlyDictionary<long, int> done)
{
    // Moves that are looked at together: more do not fit into a batch.
    private const int MaximumMoves = StorageLimits.MaximumBatchWrites / Mailboxes.MailboxBatch.WritesPerItem;

    // The device row, its listing and the mailbox row, and a segment of each folder that the next move may touch.
    private const int ReservedWrites = 5 + 2;

    private readonly Dictionary<long, int> moved = new(done);
    private readonly Dictionary<int, ItemClass?> classes = [];
    private readonly MovedCollections collections = new(entities, round);

    /// <summary>Puts as many moves into the batch as it takes.</summary>
    /// <returns>Outcomes of the first of <paramref name="moves"/>: at least one. They hold once the batch is written.</returns>
    public async Task<IReadOnlyList<MoveOutcome>> MoveAsync(IEnumerable<ItemMove> moves, CancellationToken cancellationToken)
    {
        var taken = moves.Take(MaximumMoves).Select(move => (Move: move, Id: ServerIds.Parse(move.SourceMessageId))).ToArray();
        var named = taken.Select(one => one.Id?.Item).OfType<long>().Distinct().ToArray();
        var found = await round.Context.Mailbox.FindItemsAsync(named, cancellationToken);
        var items = found.OfType<Item>().ToDictionary(item => item.Id);
        var outcomes = new List<MoveOutcome>();
        foreach (var (move, id) in taken)
        {
            if (!round.Batch.HasRoomForItem(ReservedWrites + collections.Changed))
            {
                break;
            }

            outcomes.Add(await MoveAsync(move, id, items, cancellationToken));
        }

        return outcomes;
    }

    /// <summary>Writes the moves with what the device holds then. False, with nothing written, when another writer came first.</summary>
    public Task<bool> TryCommitAsync(CancellationToken cancellationToken)
    {
        collections.Put();
        return round.TryCommitAsync(cancellationToken);
    }

    private async Task<MoveOutcome> MoveAsync(ItemMove move, (int Folder, long Item)? id, Dictionary<long, Item> items, CancellationToken cancellationToken)
    {
        if (move.DestinationFolderId is null)
        {
            return new(MoveItemsStatus.Failed);
        }

        if (ServerIds.ParseCollection(move.DestinationFolderId) is not { } destination || !round.State.HasFolder(destination))
        {
            return new(MoveItemsStatus.InvalidDestination);
        }

        if (ServerIds.ParseCollection(move.SourceFolderId) is not { } source || id is not { } named || named.Folder != source)
        {
            return new(MoveItemsStatus.InvalidSource);
        }

        if (source == destination)
        {
            return new(MoveItemsStatus.SameFolder);
        }

        if (moved.TryGetValue(named.Item, out var before))
        {
            return before == destination ? new(MoveItemsStatus.Success, destination, named.Item) : new(MoveItemsStatus.Failed);
        }

        if (!items.TryGetValue(named.Item, out var item) || (item.Folder != destination && (item.Folder != source || !round.State.HasFolder(source))))
        {
            return new(MoveItemsStatus.InvalidSource);
        }

        if (await collections.IsGivenUpAsync(item.Id, source, cancellationToken))
        {
            // Told as gone by an answer that may still arrive: whether the device has it to bring along, its next Sync shows.
            return new(MoveItemsStatus.Locked);
        }

        if (item.Folder == destination)
        {
            // Moved before: by this device, whose answer was lost, or by another.
            await collections.FollowAsync(item, source, cancellationToken);
        }
        else if (await ClassAsync(destination, cancellationToken) != item.Class)
        {
            return new(MoveItemsStatus.Failed);
        }
        else
        {
            var toldTo = await collections.TakeAlongAsync(item, destination, cancellationToken);
            round.Batch.Move(item, destination, toldTo);
        }

        moved[item.Id] = destination;
        return new(MoveItemsStatus.Success, destination, item.Id);
    }

    private async Task<ItemClass?> ClassAsync(int folder, CancellationToken cancellationToken)
    {
        if (!classes.TryGetValue(folder, out var known))
        {
            classes[folder] = known = (await round.Context.Mailbox.FindFolderAsync(folder, cancellationToken))?.Class;
        }

        return known;
    }
}
