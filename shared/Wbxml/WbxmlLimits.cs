namespace Carbonio.Cloud.Wbxml;

/// <summary>How much a document may ask of its reader. A value at the limit is accepted.</summary>
public sealed record WbxmlLimits
{
    /// <summary>64 MiB: a mail of 45 MiB with the base64 of its attachments.</summary>
    public const int DefaultDocumentBytes = 64 * 1024 * 1024;

    /// <summary>32: the deepest documents of the specification have about 12 levels.</summary>
    public const int DefaultDepth = 32;

    /// <summary>200 000: a Sync answer of 512 events with many attendees stays below.</summary>
    public const int DefaultElements = 200_000;

    /// <summary>The limits of an ordinary request.</summary>
    public static WbxmlLimits Default { get; } = new();

    /// <summary>Longest document in bytes; also the most that string table references may deliver together.</summary>
    public int DocumentBytes { get; init; } = DefaultDocumentBytes;

    /// <summary>Most elements open at once, the root included.</summary>
    public int Depth { get; init; } = DefaultDepth;

    /// <summary>Most elements in the document.</summary>
    public int Elements { get; init; } = DefaultElements;

    /// <summary>Longest single string in bytes, without its NUL.</summary>
    public int TextBytes { get; init; } = DefaultDocumentBytes;

    /// <summary>Longest single run of opaque data in bytes.</summary>
    public int OpaqueBytes { get; init; } = DefaultDocumentBytes;
}
