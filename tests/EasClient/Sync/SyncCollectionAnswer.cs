namespace Carbonio.Cloud.EasClient;

/// <summary>The answer for one collection.</summary>
/// <param name="CollectionId">The folder's id; null when an error was answered without it.</param>
/// <param name="Status">1, or why not.</param>
/// <param name="SyncKey">For the next request; null on an error.</param>
/// <param name="MoreAvailable">Whether more is waiting.</param>
/// <param name="Changes">What the server sends, in order.</param>
/// <param name="Results">What became of the device's commands.</param>
public sealed record SyncCollectionAnswer(
    string? CollectionId,
    long Status,
    string? SyncKey,
    bool MoreAvailable,
    IReadOnlyList<SyncChange> Changes,
    IReadOnlyList<SyncResult> Results)
{
    /// <summary>The ids of the items added, in order.</summary>
    public IReadOnlyList<string> AddedIds => [.. Changes.Where(change => change.Kind == SyncChangeKind.Add).Select(change => change.ServerId)];
}
