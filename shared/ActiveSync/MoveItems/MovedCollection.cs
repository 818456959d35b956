using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Items;

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

    /// <summary>Whether the last answer, which may not have arrived, told of the item.</summary>
    public bool IsFrozen(long item) => frozen.ContainsKey(item);

    /// <summary>Takes an item that leaves. What the device itself took away must not be taken up again from the frozen answer.</summary>
    /// <returns>False when the device is not known to hold it.</returns>
    public bool Take(long item)
    {
        if (!frozen.TryGetValue(item, out var kind))
        {
            if (!Held.Contains(item))
            {
                return false;
            }
        }
        else if (kind is ChangeKind.Delete or ChangeKind.SoftDelete)
        {
            // It was told to give it up, and may have.
            return false;
        }
        else
        {
            // To know of it the device must have held it before, or have got that answer.
            frozen.Remove(item);
            State = State with { Frozen = FrozenChange.Pack([.. FrozenChange.Unpack(State.Frozen.Span).Where(change => change.Item != item)]) };
        }

        Held.Set(item, false);
        return IsChanged = true;
    }

    /// <summary>Puts in an item that the device brings along.</summary>
    /// <returns>False when the device may have an older copy of it here, so that it must be told of it.</returns>
    public bool Put(Item item)
    {
        if (frozen.ContainsKey(item.Id) || Held.Contains(item.Id))
        {
            return false;
        }

        Held.Set(item.Id, true);
        State = ChangeFinder.WithOwn(State, item.Received, item.Id);
        return IsChanged = true;
    }
}
