namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>What a device does again and again, by what is done about it.</summary>
public enum LoopKind
{
    /// <summary>The same Sync with nothing new: it gets a fresh key, since some devices loop on one that stays.</summary>
    FreshKey,

    /// <summary>The same Sync still: 503.</summary>
    Sync,

    /// <summary>The key before, again and again: Status 3, so that the device starts the collection afresh.</summary>
    Replay,

    /// <summary>A Ping that is woken, and no Sync that fetches what woke it: the next one is held.</summary>
    Ping,

    /// <summary>The same FolderSync: 503.</summary>
    FolderSync,
}
