using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;

namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>One collection of the moving device. Segments of the items asked for must have been loaded.</summary>
internal sealed class MovedCollection(CollectionState state, HeldItems held)
{
    private readonly Dictionary<long, ChangeKind> frozen = FrozenChange.Unpack(state.Frozen.Span).ToDictionary(change => change.Item, change => change.Kind);

    /// <summary>Where the device stands, with what was changed here.</summary>
    public CollectionState State { get; private set; } = state;

    /// <summary>What it holds.</summary>
    public HeldItems Held { get; } = held;

    /// <summary>Whether something was changed here.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Whether the last answer told that an item has left: the device has it no more, unless the answer was lost.</summary>
    public bool IsGivenUp(long item) => frozen.TryGetValue(item, out var kind) && kind is ChangeKind.Delete or ChangeKind.SoftDelete;

    /// <summary>Takes an item that leaves, and that is not given up. What the device itself took away must not be taken up again from the frozen answer.</summary>
    /// <returns>
    /// Whether the device holds the item as far as is known, and up to which sequence it was told of its changes; null when that
    /// is not known.
    /// </returns>
    public (bool IsHeld, long? ToldTo) Take(long item)
    {
        var isHeld = Held.Contains(item);
        if (!frozen.TryGetValue(item, out var kind))
        {
            return isHeld ? Taken(item, State.Watermark) : (false, null);
        }

        Thaw(item);

        // An Add: only from that answer could the device know of the item, so the answer has arrived. A Change: the device held it
        // before, and whether the answer with somebody else's change has arrived, nobody knows.
        return Taken(item, kind == ChangeKind.Add ? State.Watermark : null);
    }

    /// <summary>Puts in an item that the device brings along.</summary>
    /// <returns>False when the device may have an older copy of it here, so that it must be told of it.</returns>
    public bool Put(Item item)
    {
        if (frozen.TryGetValue(item.Id, out var kind))
        {
            if (kind is ChangeKind.Add or ChangeKind.Change)
            {
                return false;
            }

            // Whether or not that answer has arrived, the device has it here now.
            Thaw(item.Id);
        }

        var isNew = !Held.Contains(item.Id);
        Held.Set(item.Id, true);
        State = State.Holding(DatePosition.Of(item.Received, item.Id));
        IsChanged = true;
        return isNew;
    }

    private (bool IsHeld, long? ToldTo) Taken(long item, long? toldTo)
    {
        Held.Set(item, false);
        IsChanged = true;
        return (true, toldTo);
    }

    private void Thaw(long item)
    {
        frozen.Remove(item);
        State = State with { Frozen = FrozenChange.Pack([.. FrozenChange.Unpack(State.Frozen.Span).Where(change => change.Item != item)]) };
    }
}
