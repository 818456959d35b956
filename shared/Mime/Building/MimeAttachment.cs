namespace Carbonio.Cloud.Mime;

/// <summary>A file in a message that is being built.</summary>
/// <param name="FileName">Its name, any characters.</param>
/// <param name="ContentType">Type and subtype; what is no valid type becomes <c>application/octet-stream</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MimeAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>What the HTML refers to it by, without brackets; null for one that stands apart.</summary>
    public string? ContentId { get; init; }
}
