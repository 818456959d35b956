namespace Carbonio.Cloud.Mime;

/// <summary>One header field.</summary>
/// <param name="Name">The field's name; well-known names in their usual case, others as written.</param>
/// <param name="RawValue">What stands after the colon, folds included: a slice of the source, cut at <see cref="MimeLimits.MaximumHeaderValueBytes"/>.</param>
public readonly record struct MimeHeader(string Name, ReadOnlyMemory<byte> RawValue)
{
    /// <summary>The value unfolded and trimmed, RFC 2047 words left as they are. Bytes beyond ASCII are read as UTF-8 (RFC 6532), else as Windows-1252.</summary>
    public string Text => HeaderText.Unfold(RawValue.Span);

    /// <summary>The value as a person reads it, RFC 2047 words decoded. For unstructured fields such as Subject; structured ones are parsed first.</summary>
    public string DecodedText => EncodedWords.Decode(Text);
}
