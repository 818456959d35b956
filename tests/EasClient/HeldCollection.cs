namespace Carbonio.Cloud.EasClient;

/// <summary>What a phone holds of one collection.</summary>
/// <param name="collectionId">The folder's id.</param>
public sealed class HeldCollection(string collectionId)
{
    private readonly Dictionary<string, MailItem> items = [];
    private readonly Dictionary<string, bool> read = [];
    private readonly HashSet<string> flagged = [];
    private readonly Dictionary<string, long> verbs = [];

    /// <summary>The folder's id.</summary>
    public string CollectionId { get; } = collectionId;

    /// <summary>The key of the next request.</summary>
    public string SyncKey { get; internal set; } = "0";

    /// <summary>The items as they were added, by id.</summary>
    public IReadOnlyDictionary<string, MailItem> Items => items;

    /// <summary>Whether an item is shown as read, after every Change so far.</summary>
    public bool IsRead(string serverId) => read[serverId];

    /// <summary>Whether an item is shown with a flag, after every Change so far.</summary>
    public bool IsFlagged(string serverId) => flagged.Contains(serverId);

    /// <summary>What an item shows as done with it last, after every Change so far; 0 for nothing.</summary>
    public long LastVerbOf(string serverId) => verbs.GetValueOrDefault(serverId);

    internal void Put(string serverId, MailItem item)
    {
        items[serverId] = item;
        read[serverId] = item.Read == true;
        verbs[serverId] = item.LastVerb ?? 0;
        Flag(serverId, item.Flagged == true);
    }

    internal void Changed(string serverId, MailItem change)
    {
        items.TryAdd(serverId, change);
        read[serverId] = change.Read ?? read.GetValueOrDefault(serverId);
        verbs[serverId] = change.LastVerb ?? LastVerbOf(serverId);
        Flag(serverId, change.Flagged ?? IsFlagged(serverId));
    }

    internal void Mark(string serverId, bool isRead)
    {
        if (items.ContainsKey(serverId))
        {
            read[serverId] = isRead;
        }
    }

    internal void Flag(string serverId, bool isFlagged)
    {
        if (isFlagged && items.ContainsKey(serverId))
        {
            flagged.Add(serverId);
        }
        else
        {
            flagged.Remove(serverId);
        }
    }

    internal void Remove(string serverId)
    {
        items.Remove(serverId);
        read.Remove(serverId);
        flagged.Remove(serverId);
        verbs.Remove(serverId);
    }

    internal void MoveTo(HeldCollection other, string serverId, string newServerId)
    {
        // A collection that was never synced shows nothing yet: its first Sync brings what was moved there.
        if (items.TryGetValue(serverId, out var item) && other.SyncKey != "0")
        {
            other.items[newServerId] = item;
            other.read[newServerId] = read[serverId];
            other.verbs[newServerId] = LastVerbOf(serverId);
            other.Flag(newServerId, IsFlagged(serverId));
        }

        Remove(serverId);
    }

    internal void Forget()
    {
        items.Clear();
        read.Clear();
        flagged.Clear();
        verbs.Clear();
        SyncKey = "0";
    }
}
