namespace Carbonio.Cloud.Mime;

/// <summary>One entity of a message: the message itself, a multipart, or a part.</summary>
/// <remarks>RFC 2045, 2.4 "Entity". Offsets count bytes from the start of the source.</remarks>
public sealed class MimeEntity
{
    private readonly List<MimeEntity> children = [];
    private bool isEnded;

    internal MimeEntity(MimeHeaders headers, ContentType contentType, int headerOffset, int bodyOffset)
    {
        Headers = headers;
        ContentType = contentType;
        HeaderOffset = headerOffset;
        BodyOffset = bodyOffset;
        Disposition = headers.FindText("Content-Disposition") is { } disposition ? ContentDisposition.Parse(disposition) : null;
        TransferEncoding = TransferEncodings.Parse(headers.FindText("Content-Transfer-Encoding"));
    }

    /// <summary>The header fields, in their order.</summary>
    public MimeHeaders Headers { get; }

    /// <summary>The declared type, or what RFC 2045, 5.2 and RFC 2046, 5.1.5 put in its place.</summary>
    public ContentType ContentType { get; }

    /// <summary>The disposition; null when not declared. RFC 2183.</summary>
    public ContentDisposition? Disposition { get; }

    /// <summary>How the body is encoded. RFC 2045, 6.</summary>
    public TransferEncoding TransferEncoding { get; }

    /// <summary>Where the header block starts.</summary>
    public int HeaderOffset { get; }

    /// <summary>Where the body starts.</summary>
    public int BodyOffset { get; }

    /// <summary>Encoded bytes of the body. The line break before a boundary is the boundary's, not the body's (RFC 2046, 5.1.1).</summary>
    public int BodyLength { get; private set; }

    /// <summary>Parts of a multipart, or the one message inside a <c>message/rfc822</c>; empty for a leaf.</summary>
    public IReadOnlyList<MimeEntity> Children => children;

    /// <summary>A limit kept the parser out of this entity: its content is there, its structure is not.</summary>
    public bool IsOpaque { get; internal set; }

    /// <summary>The message inside a <c>message/rfc822</c> or <c>message/global</c> part; null for any other entity and for one that is encoded or opaque.</summary>
    public MimeEntity? EmbeddedMessage => ContentType.IsMessage && children.Count == 1 ? children[0] : null;

    /// <summary>A name for the content, without folders: <c>filename</c> of the disposition, else <c>name</c> of the type; null when there is neither.</summary>
    /// <remarks>RFC 2183, 2.3 and RFC 2046, 4.5.1; both in RFC 2231 form or, as many senders write it, as RFC 2047 words.</remarks>
    public string? FileName => FileNames.Clean(Disposition?.Parameters.Find("filename") ?? ContentType.Parameters.Find("name"));

    /// <summary>Content-ID without its brackets; null when there is none. RFC 2045, 7.</summary>
    public string? ContentId => MessageIds.First(Headers.FindText("Content-ID"));

    /// <summary>Content-Location; null when there is none. RFC 2557, 4.2.</summary>
    public string? ContentLocation => Headers.FindText("Content-Location") is { Length: > 0 } location ? EncodedWords.Decode(location) : null;

    internal void Add(MimeEntity child) => children.Add(child);

    internal void EndAt(int offset)
    {
        if (!isEnded)
        {
            BodyLength = Math.Max(0, offset - BodyOffset);
        }
    }

    /// <summary>Ends a multipart that was closed before any part came: what stands before the boundary is all there is to show.</summary>
    internal void EndWithoutParts(int offset)
    {
        EndAt(offset);
        isEnded = true;
    }
}
