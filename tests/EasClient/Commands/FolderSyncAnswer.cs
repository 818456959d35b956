namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to FolderSync.</summary>
/// <param name="Status">1, or why not.</param>
/// <param name="SyncKey">For the next request; null on an error.</param>
/// <param name="Count">How many changes the server says there are; null when it doesn't say.</param>
/// <param name="Added">New folders.</param>
/// <param name="Updated">Folders renamed or moved.</param>
/// <param name="Deleted">Ids of folders that are gone.</param>
/// <param name="Answer">The whole.</param>
public sealed record FolderSyncAnswer(
    long Status,
    string? SyncKey,
    long? Count,
    IReadOnlyList<EasFolder> Added,
    IReadOnlyList<EasFolder> Updated,
    IReadOnlyList<string> Deleted,
    EasAnswer Answer);
