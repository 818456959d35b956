namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>What one device did lately. Not safe for several threads: its guard has the lock.</summary>
/// <param name="key">Which device.</param>
/// <param name="patience">How long it may ask too often.</param>
internal sealed class DeviceWaste(WasteKey key, TimeSpan patience)
{
    // Replays that follow each other faster than this part of the patience count as one.
    private const int CountedInPatience = 60;

    private readonly Repeats syncs = new(WasteLimits.CountedRequests, WasteLimits.RepeatWindow);
    private Repeats? folderSyncs;
    private Repeats? replays;
    private Dictionary<int, Wake>? wakes;
    private Persistence syncsGoOn;
    private Persistence folderSyncsGoOn;
    private Pause syncPause;
    private Pause folderSyncPause;
    private DateTimeOffset? freshKey;

    public WasteKey Key { get; } = key;

    /// <summary>Whether a line of the log has told of it.</summary>
    public bool IsKnownToLoop { get; set; }

    public SyncDamping CountSync(ulong request, bool isQuiet, DateTimeOffset now)
    {
        if (syncPause.Left(request, now) is { } left)
        {
            return SyncDamping.Busy(left);
        }

        if (syncs.Count(request, now) <= WasteLimits.MaximumSyncs)
        {
            return SyncDamping.None;
        }

        syncs.Forget(request);
        if (!syncsGoOn.IsLoop(patience, now))
        {
            return SyncDamping.None;
        }

        if (isQuiet && !(now - freshKey < WasteLimits.FreshKeyEvery))
        {
            freshKey = now;
            return SyncDamping.FreshKey;
        }

        return SyncDamping.Busy(syncPause.Begin(request, now));
    }

    public TimeSpan? SyncPauseLeft(ulong request, DateTimeOffset now) => syncPause.Left(request, now);

    public TimeSpan? CountFolderSync(ulong key, DateTimeOffset now)
    {
        folderSyncs ??= new(WasteLimits.CountedRequests, WasteLimits.RepeatWindow);
        if (folderSyncPause.Left(key, now) is { } left)
        {
            return left;
        }

        if (folderSyncs.Count(key, now) <= WasteLimits.MaximumFolderSyncs)
        {
            return null;
        }

        folderSyncs.Forget(key);
        return folderSyncsGoOn.IsLoop(patience, now) ? folderSyncPause.Begin(key, now) : null;
    }

    /// <summary>True exactly once in a window: at the replay that is one too many.</summary>
    public bool CountReplay(ulong collection, DateTimeOffset now)
    {
        replays ??= new(WasteLimits.CountedRequests, WasteLimits.ReplayWindow, patience / CountedInPatience);
        return replays.Count(collection, now) == WasteLimits.MaximumReplays + 1;
    }

    /// <summary>Whether a folder may end a Ping.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sequence">Its last sequence: something newer always may.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isFirst">It is the first time that this wake is held back.</param>
    public bool MayWake(int folder, long sequence, DateTimeOffset now, out bool isFirst)
    {
        isFirst = false;
        if (wakes is null
            || !wakes.TryGetValue(folder, out var wake)
            || wake.Count < WasteLimits.MaximumWakes
            || sequence > wake.Sequence
            || now - wake.At >= WasteLimits.WakeAgainAfter)
        {
            return true;
        }

        isFirst = !wake.IsHeld;
        wakes[folder] = wake with { IsHeld = true };
        return false;
    }

    public void Woke(int folder, long sequence, DateTimeOffset now)
    {
        wakes ??= [];
        if (wakes.TryGetValue(folder, out var wake) || wakes.Count < WasteLimits.CountedFolders)
        {
            wakes[folder] = new(wake.Count + 1, sequence, now, IsHeld: false);
        }
    }

    public void Synced(int folder) => wakes?.Remove(folder);

    private readonly record struct Wake(int Count, long Sequence, DateTimeOffset At, bool IsHeld);
}
