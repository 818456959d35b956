namespace Carbonio.Cloud.Mime;

/// <summary>What one message may make the parser hold. Beyond a limit the rest is kept as an opaque leaf and <see cref="MimeMessage.LimitReached"/> is set; nothing is an error.</summary>
/// <remarks>RFC 2045 and RFC 5322 set no such limits; these are far above what real mail needs and low enough that a hostile mail costs no more than its bytes.</remarks>
public sealed record MimeLimits
{
    /// <summary>Nested entities, the message itself being the first.</summary>
    public const int DefaultMaximumDepth = 32;

    /// <summary>Entities of any kind, the message itself included.</summary>
    public const int DefaultMaximumParts = 1000;

    /// <summary>Header fields kept, of all entities together.</summary>
    public const int DefaultMaximumHeaders = 10_000;

    /// <summary>Bytes of one entity's header block in which fields are kept.</summary>
    public const int DefaultMaximumHeaderBytes = 1024 * 1024;

    /// <summary>Bytes kept of one header field's value.</summary>
    public const int DefaultMaximumHeaderValueBytes = 128 * 1024;

    /// <summary>Bytes of a boundary. RFC 2046, 5.1.1 allows 70; some senders write more.</summary>
    public const int DefaultMaximumBoundaryBytes = 256;

    /// <summary>The limits for mail from outside.</summary>
    public static MimeLimits Default { get; } = new();

    /// <inheritdoc cref="DefaultMaximumDepth"/>
    public int MaximumDepth { get; init; } = DefaultMaximumDepth;

    /// <inheritdoc cref="DefaultMaximumParts"/>
    public int MaximumParts { get; init; } = DefaultMaximumParts;

    /// <inheritdoc cref="DefaultMaximumHeaders"/>
    public int MaximumHeaders { get; init; } = DefaultMaximumHeaders;

    /// <inheritdoc cref="DefaultMaximumHeaderBytes"/>
    public int MaximumHeaderBytes { get; init; } = DefaultMaximumHeaderBytes;

    /// <inheritdoc cref="DefaultMaximumHeaderValueBytes"/>
    public int MaximumHeaderValueBytes { get; init; } = DefaultMaximumHeaderValueBytes;

    /// <inheritdoc cref="DefaultMaximumBoundaryBytes"/>
    public int MaximumBoundaryBytes { get; init; } = DefaultMaximumBoundaryBytes;
}
