using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>
/// Keeps up what a device holds while it moves items: an item that it holds at the source it holds at the destination then, and is
/// told of neither. Where it is not sure that the device holds it, it is told once more: that is harmless, and the other is not.
/// </summary>
/// <remarks>docs/decisions/0008-moves-and-long-operations.md.</remarks>
internal sealed class MovedCollections(IEntityStore entities, SyncRound round)
{
    private readonly Dictionary<int, MovedCollection?> known = [];

    /// <summary>Held segments that will be written.</summary>
    public int Changed => known.Values.Sum(collection => collection?.Held.Changed ?? 0);

    /// <summary>Whether the device was told, by an answer that it may not have yet, that an item has left a folder.</summary>
    public async Task<bool> IsGivenUpAsync(long item, int folder, CancellationToken cancellationToken) =>
        await FindAsync(folder, item, cancellationToken) is { } collection && collection.IsGivenUp(item);

    /// <summary>Takes an item along to where it is about to be moved.</summary>
    /// <returns>What <see cref="Mailboxes.MailboxBatch.Move"/> is to be told.</returns>
    public async Task<long?> TakeAlongAsync(Item item, int destination, CancellationToken cancellationToken)
    {
        if (await FindAsync(item.Folder, item.Id, cancellationToken) is not { } source || source.Take(item.Id) is not { IsHeld: true, ToldTo: var toldTo })
        {
            return null;
        }

        var target = await FindAsync(destination, item.Id, cancellationToken);
        return target is null || target.Put(item) ? toldTo : null;
    }

    /// <summary>Takes an item along that has been moved before.</summary>
    public async Task FollowAsync(Item item, int source, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, item.Id, cancellationToken) is { } from
            && from.Take(item.Id).IsHeld
            && await FindAsync(item.Folder, item.Id, cancellationToken) is { } target)
        {
            // The copy that the device brings may lack what happened to the item here, told or not: it is news once more.
            target.Put(item);
            round.Batch.Update(item, item, toldTo: null);
        }
    }

    /// <summary>Puts what changed into the round's batch.</summary>
    public void Put()
    {
        foreach (var collection in known.Values.OfType<MovedCollection>().Where(collection => collection.IsChanged))
        {
            collection.Held.Put(round.Batch.Rows);
            round.Keep(collection.State);
        }
    }

    private async Task<MovedCollection?> FindAsync(int folder, long item, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(folder, out var collection))
        {
            var state = CollectionState.Unpack(folder, round.Device.Collections.Find(folder));
            known[folder] = collection = state is null
                ? null
                : new(state, new HeldItems(entities, round.Context.Mailbox.Id, round.Device.DeviceId, folder, state.Key.Epoch));
        }

        if (collection is not null)
        {
            await collection.Held.LoadAsync([item], cancellationToken);
        }

        return collection;
    }
}
