namespace Carbonio.Cloud.Mailboxes.OutOfOffice;

/// <summary>The settings as they were read.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="ETag">The row's version; null when there is none yet.</param>
public sealed record StoredOutOfOffice(OutOfOfficeSettings Settings, string? ETag);
