namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to Ping.</summary>
/// <param name="Status">1 nothing new, 2 changes, and so on.</param>
/// <param name="Folders">Ids of the folders with changes.</param>
/// <param name="HeartbeatInterval">The nearest bound in seconds, with Status 5.</param>
/// <param name="MaxFolders">How many folders may be named, with Status 6.</param>
/// <param name="Answer">The whole.</param>
public sealed record PingAnswer(
    long Status, IReadOnlyList<string> Folders, long? HeartbeatInterval, long? MaxFolders, EasAnswer Answer);
