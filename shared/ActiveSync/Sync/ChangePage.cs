using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a device is to be told of a collection, and where it stands then.</summary>
/// <param name="Changes">In the order in which they are told.</param>
/// <param name="Items">The items of Adds and Changes, as they were read.</param>
/// <param name="State">The state with the places reached; its key is the old one.</param>
/// <param name="More">Whether more is left.</param>
/// <param name="Expired">True when the log no longer holds all that the device would have to be told: it must begin again.</param>
public sealed record ChangePage(
    IReadOnlyList<FrozenChange> Changes,
    IReadOnlyDictionary<long, Item> Items,
    CollectionState State,
    bool More,
    bool Expired = false);
