namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>A Sync request.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21 Sync.</remarks>
/// <param name="Collections">At least one, unless the request leaves them out.</param>
/// <param name="Window">Most items of the whole answer; null when not sent.</param>
/// <param name="Hold">How long to wait for changes; null for not at all.</param>
public sealed record SyncRequest(IReadOnlyList<SyncCollection> Collections, int? Window, TimeSpan? Hold)
{
    /// <summary>An empty request.</summary>
    public static SyncRequest Empty { get; } = new([], null, null) { Form = SyncRequestForm.Empty };

    /// <summary>How much of itself it says.</summary>
    public SyncRequestForm Form { get; init; }
}
