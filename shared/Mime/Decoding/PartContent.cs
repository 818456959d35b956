namespace Carbonio.Cloud.Mime;

/// <summary>Reads one part whose bytes are in memory: the range of the blob that a <see cref="MimePartLayout"/> names, or its beginning.</summary>
public static class PartContent
{
    /// <summary>Decodes the part's bytes.</summary>
    /// <param name="encoded">The bytes at the part's offset, all of them or a prefix.</param>
    /// <param name="part">The part.</param>
    /// <param name="maximumDecodedBytes">Decoding stops there.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, MimePartLayout part, int maximumDecodedBytes)
    {
        ArgumentNullException.ThrowIfNull(part);
        return PartDecoder.Decode(encoded, part.TransferEncoding, maximumDecodedBytes);
    }

    /// <summary>Decodes a text part.</summary>
    /// <param name="encoded">The bytes at the part's offset, all of them or a prefix.</param>
    /// <param name="part">The part.</param>
    /// <param name="maximumDecodedBytes">Decoding stops there, counted before the charset is.</param>
    /// <returns>Text with LF, CRLF or CR as the sender wrote it; a character cut off by the limit is left out.</returns>
    public static string DecodeText(ReadOnlyMemory<byte> encoded, MimePartLayout part, int maximumDecodedBytes)
    {
        ArgumentNullException.ThrowIfNull(part);
        var bytes = PartDecoder.Decode(encoded, part.TransferEncoding, maximumDecodedBytes);
        var isCut = bytes.Length == maximumDecodedBytes || encoded.Length < part.EncodedLength;
        var text = Charsets.Decode(bytes.Span, part.Charset);
        return isCut ? text.TrimEnd('\uFFFD') : text;
    }
}
