namespace Carbonio.Cloud.Mime;

/// <summary>Where one leaf part is in the raw message, and what is needed to show it.</summary>
public sealed record MimePartLayout
{
    /// <summary>
    /// IMAP part number, such as <c>1.2</c> (RFC 9051, 6.4.5.1); pieces of a text with uuencoded files in it are numbered below it.
    /// Stable for the message, so a reference may be built on it.
    /// </summary>
    public required string PartNumber { get; init; }

    /// <summary>Type and subtype in lower case, at most <see cref="MessageLayout.MaximumTypeCharacters"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>Charset as declared, by the part or inside its HTML; null when it isn't.</summary>
    public string? Charset { get; init; }

    /// <summary>How the bytes are encoded.</summary>
    public TransferEncoding TransferEncoding { get; init; }

    /// <summary>First encoded byte, counted from the start of the message.</summary>
    public int Offset { get; init; }

    /// <summary>Encoded bytes.</summary>
    public int EncodedLength { get; init; }

    /// <summary>Decoded bytes, exact; charset not decoded.</summary>
    public int DecodedLength { get; init; }

    /// <summary>File name without folders, or null. An embedded message without one has its subject's.</summary>
    public string? FileName { get; init; }

    /// <summary>Content-ID without brackets, or null.</summary>
    public string? ContentId { get; init; }

    /// <summary>Content-Location, or null.</summary>
    public string? ContentLocation { get; init; }

    /// <summary>Shown inside the HTML body, which refers to it.</summary>
    public bool IsInline { get; init; }

    /// <summary>Listed as an attachment; inline images are, bodies and signatures are not.</summary>
    public bool IsAttachment { get; init; }

    /// <summary>A whole message. EAS attachment Method 5 ([MS-ASAIRS] Method).</summary>
    public bool IsEmbeddedMessage { get; init; }

    /// <summary>The file name, or one made of part number and type: EAS wants a name for every attachment.</summary>
    public string DisplayName => FileName ?? $"part-{PartNumber}{FileExtensions.For(ContentType)}";
}
