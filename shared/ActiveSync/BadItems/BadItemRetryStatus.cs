namespace Carbonio.Cloud.ActiveSync.BadItems;

/// <summary>How a retry of a bad item ended.</summary>
public enum BadItemRetryStatus
{
    /// <summary>A new item stands in its place, and devices are told so.</summary>
    Replaced,

    /// <summary>It cannot be shown by this release either. Nothing has changed.</summary>
    StillBad,

    /// <summary>It is not listed as bad, or is gone.</summary>
    NotListed,

    /// <summary>Other writers of the mailbox were faster each time. Nothing has changed.</summary>
    Busy,
}
