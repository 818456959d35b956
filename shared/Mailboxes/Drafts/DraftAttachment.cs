namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>A file that is put into a draft.</summary>
/// <remarks>[MS-ASAIRS] 2.2.2.2 Add.</remarks>
/// <param name="ClientId">What the device calls it until it knows the name given here.</param>
/// <param name="FileName">Its name, any characters.</param>
/// <param name="ContentType">Type and subtype; what is none becomes <c>application/octet-stream</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DraftAttachment(string ClientId, string FileName, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>What the HTML refers to it by, without brackets; null for one that stands apart.</summary>
    public string? ContentId { get; init; }
}
