namespace Carbonio.Cloud.EasClient;

/// <summary>The body of an item.</summary>
/// <param name="Type">1 plain text, 2 HTML, 3 RTF, 4 MIME.</param>
/// <param name="EstimatedDataSize">Size of the whole in bytes; null when it was not said.</param>
/// <param name="Truncated">Whether <paramref name="Data"/> is cut.</param>
/// <param name="Data">The content; null when none came.</param>
/// <param name="Preview">The beginning as plain text; null when none came.</param>
/// <remarks>[MS-ASAIRS] 2.2.2.9 Body.</remarks>
public sealed record MailBody(long Type, long? EstimatedDataSize, bool Truncated, string? Data, string? Preview);
