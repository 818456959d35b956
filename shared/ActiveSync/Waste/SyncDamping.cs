namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>What is to be done about a Sync that came again.</summary>
/// <param name="WantsFreshKey">Answer with a new key although nothing is new.</param>
/// <param name="RetryAfter">Answer 503 with this pause; null for no.</param>
public readonly record struct SyncDamping(bool WantsFreshKey, TimeSpan? RetryAfter)
{
    /// <summary>Nothing: the answer goes out as it is.</summary>
    public static SyncDamping None { get; }

    /// <summary>A fresh key.</summary>
    public static SyncDamping FreshKey { get; } = new(WantsFreshKey: true, null);

    /// <summary>503.</summary>
    public static SyncDamping Busy(TimeSpan retryAfter) => new(WantsFreshKey: false, retryAfter);
}
