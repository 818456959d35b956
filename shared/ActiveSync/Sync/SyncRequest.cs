namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>A Sync request.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21 Sync.</remarks>
/// <param name="Collections">At least one.</param>
/// <param name="Window">Most items of the whole answer; null when not sent.</param>
/// <param name="Hold">How long to wait for changes; null for not at all.</param>
public sealed record SyncRequest(IReadOnlyList<SyncCollection> Collections, int? Window, TimeSpan? Hold);
