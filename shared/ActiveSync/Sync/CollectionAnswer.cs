using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a Collection is answered.</summary>
public sealed record CollectionAnswer
{
    /// <summary>As the request names it.</summary>
    public required string CollectionId { get; init; }

    /// <summary>How it went.</summary>
    public SyncStatus Status { get; init; } = SyncStatus.Success;

    /// <summary>The key to use next, or the one that came.</summary>
    public required string SyncKey { get; init; }

    /// <summary>The folder.</summary>
    public int Folder { get; init; }

    /// <summary>What is told.</summary>
    public IReadOnlyList<FrozenChange> Changes { get; init; } = [];

    /// <summary>The items of Adds, Changes and Fetches.</summary>
    public IReadOnlyDictionary<long, Item> Items { get; init; } = new Dictionary<long, Item>();

    /// <summary>How the device's commands ended.</summary>
    public IReadOnlyList<ExecutedCommand> Responses { get; init; } = [];

    /// <summary>ServerIds that were asked for by Fetch, with the item when there is one.</summary>
    public IReadOnlyList<(string ServerId, Item? Item)> Fetched { get; init; } = [];

    /// <summary>The form in which items are taken.</summary>
    public CollectionOptions Options { get; init; } = CollectionOptions.Default;

    /// <summary>Whether more is left.</summary>
    public bool More { get; init; }

    /// <summary>Nothing to say: the collection may be left out of the answer.</summary>
    public bool Silent { get; init; }

    /// <summary>The answer before, once more, to a request that did nothing.</summary>
    public bool Replayed { get; init; }

    /// <summary>An answer that is nothing but a status.</summary>
    public static CollectionAnswer Failed(SyncCollection asked, SyncStatus status)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new() { CollectionId = asked.CollectionId, SyncKey = asked.SyncKey, Status = status };
    }
}
