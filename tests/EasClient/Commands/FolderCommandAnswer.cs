namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to FolderCreate, FolderUpdate or FolderDelete.</summary>
/// <param name="Status">1 is success.</param>
/// <param name="SyncKey">The next key of the hierarchy; null when the command failed.</param>
/// <param name="ServerId">The folder that was made; null for the other commands.</param>
/// <param name="Answer">The whole answer.</param>
public sealed record FolderCommandAnswer(long Status, string? SyncKey, string? ServerId, EasAnswer Answer);
