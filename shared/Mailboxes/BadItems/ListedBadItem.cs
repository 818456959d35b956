namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>A bad item as an administrator sees it.</summary>
/// <param name="Record">What is known of it.</param>
/// <param name="FolderPath">Where it stands now, such as <c>Inbox</c> or <c>Projects/A</c>.</param>
/// <param name="Subject">Its subject; null when that cannot be read.</param>
public sealed record ListedBadItem(BadItem Record, string FolderPath, string? Subject);
