namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>Where asking often ends and waste begins: docs/decisions/0009-waste-and-loops.md.</summary>
public static class WasteLimits
{
    /// <summary>Times that the same Sync may come within <see cref="RepeatWindow"/>.</summary>
    public const int MaximumSyncs = 20;

    /// <summary>Times that a FolderSync with the same key may come within <see cref="RepeatWindow"/>: some devices send one before each folder they look at.</summary>
    public const int MaximumFolderSyncs = 30;

    /// <summary>Times that the answer to a key may be asked for again within <see cref="ReplayWindow"/>.</summary>
    public const int MaximumReplays = 8;

    /// <summary>Pings that a folder may end before a Sync has brought something of it.</summary>
    public const int MaximumWakes = 3;

    /// <summary>Devices that are remembered, those seen last.</summary>
    public const int MaximumDevices = 10_000;

    /// <summary>Different requests of one device that are counted beside each other, those seen last.</summary>
    public const int CountedRequests = 8;

    /// <summary>Folders of one device whose wakes are counted; further ones are not, and wake.</summary>
    public const int CountedFolders = 300;

    /// <summary>
    /// How long a device must have asked too often before anything is done about it. A burst, whatever its cause, ends by itself; a
    /// loop goes on for days.
    /// </summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a repetition is counted, from its first.</summary>
    public static TimeSpan RepeatWindow { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long replays are counted, from the first.</summary>
    public static TimeSpan ReplayWindow { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A device gets one fresh key in this time; if that did not end the loop, another will not.</summary>
    public static TimeSpan FreshKeyEvery { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A folder that may not wake any more does so once in this time all the same: the Sync may have failed on its way.</summary>
    public static TimeSpan WakeAgainAfter { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The first Retry-After. Each one after it is twice as long.</summary>
    public static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest Retry-After.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(15);

    /// <summary>After so long without a pause the next one is the first again.</summary>
    public static TimeSpan Forgiveness { get; } = TimeSpan.FromMinutes(30);
}
