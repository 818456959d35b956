namespace Carbonio.Cloud.EasClient;

/// <summary>An attachment's description.</summary>
/// <param name="DisplayName">File name; null when it has none.</param>
/// <param name="FileReference">What to fetch it by.</param>
/// <param name="Method">1 a file, 5 a message, 6 OLE.</param>
/// <param name="EstimatedDataSize">Size in bytes, about.</param>
/// <param name="ContentId">What HTML refers to it by; null when it has none.</param>
/// <param name="IsInline">Whether HTML shows it.</param>
/// <remarks>[MS-ASAIRS] 2.2.2.7 Attachment.</remarks>
public sealed record MailAttachment(
    string? DisplayName, string FileReference, long Method, long EstimatedDataSize, string? ContentId, bool IsInline);
