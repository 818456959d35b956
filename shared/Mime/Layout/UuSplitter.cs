using System.Globalization;

namespace Carbonio.Cloud.Mime;

/// <summary>
/// Takes uuencoded files out of a plain text, as Outlook and other mail programs do: the text without them is the body, and each is an attachment.
/// Everything about them must be right, from <c>begin</c> to <c>end</c>, else they stay in the text. yEnc stays in the text always.
/// </summary>
/// <remarks>POSIX.1-2017, uuencode.</remarks>
internal static class UuSplitter
{
    /// <summary>Files taken out of one text; later ones stay in it.</summary>
    public const int MaximumFiles = 7;

    private const int MaximumNameBytes = 255;
    private const int MaximumChecksumBytes = 2;

    /// <summary>Splits a text part.</summary>
    /// <param name="source">The message.</param>
    /// <param name="part">A body part.</param>
    /// <returns>Pieces in their order, numbered below the part, the first one text, even if it is empty; null when there is no file in it.</returns>
    public static List<MimePartLayout>? Split(ReadOnlySpan<byte> source, MimePartLayout part)
    {
        if (part.ContentType != "text/plain" || !part.TransferEncoding.IsIdentity())
        {
            return null;
        }

        List<MimePartLayout>? pieces = null;
        var end = part.Offset + part.EncodedLength;
        var text = part.Offset;
        for (var position = part.Offset; position < end && (pieces is null || pieces.Count(piece => piece.IsAttachment) < MaximumFiles);)
        {
            var begin = FindBegin(source[..end], position, part.Offset);
            if (begin < 0)
            {
                break;
            }

            if (!TryReadFile(source[..end], begin, out var name, out var next))
            {
                position = next;
                continue;
            }

            pieces ??= [];
            AddText(pieces, source, part, text, begin);
            pieces.Add(Piece(part, pieces.Count, begin, next - begin) with
            {
                ContentType = ContentType.OctetStream.MediaType,
                Charset = null,
                TransferEncoding = TransferEncoding.UuEncode,
                DecodedLength = PartDecoder.Measure(source[begin..next], TransferEncoding.UuEncode),
                FileName = name,
                IsAttachment = true,
            });
            (position, text) = (next, next);
        }

        if (pieces is not null)
        {
            AddText(pieces, source, part, text, end);
        }

        return pieces;
    }

    private static int FindBegin(ReadOnlySpan<byte> source, int position, int start)
    {
        while (source[position..].IndexOf("begin "u8) is var at and >= 0)
        {
            position += at;
            if (position == start || source[position - 1] is (byte)'\n' or (byte)'\r')
            {
                return position;
            }

            position++;
        }

        return -1;
    }

    /// <param name="source">The message up to the end of the part.</param>
    /// <param name="begin">Where <c>begin</c> stands.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="next">Behind the file; behind the line that showed that it is none.</param>
    private static bool TryReadFile(ReadOnlySpan<byte> source, int begin, out string? name, out int next)
    {
        var line = ReadLine(source, begin, out next);
        name = NameOf(line);
        if (name is null)
        {
            return false;
        }

        var isFinished = false;
        while (next < source.Length)
        {
            line = ReadLine(source, next, out next);
            if (isFinished)
            {
                return line.TrimEnd(" \t"u8).SequenceEqual("end"u8);
            }

            if (!IsDataLine(line, out var bytes))
            {
                return false;
            }

            isFinished = bytes == 0;
        }

        return false;
    }

    /// <summary>The name in <c>begin MODE NAME</c>; null when it is no such line.</summary>
    private static string? NameOf(ReadOnlySpan<byte> line)
    {
        var rest = line["begin ".Length..].TrimStart((byte)' ');
        var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'7');
        return digits is 3 or 4 && rest[digits] == ' ' && rest.Length <= MaximumNameBytes
            ? FileNames.Clean(Charsets.DecodeGuessed(rest[(digits + 1)..].Trim((byte)' ')))
            : null;
    }

    /// <summary>A length character, and groups of four for at least that many bytes. A checksum may follow.</summary>
    private static bool IsDataLine(ReadOnlySpan<byte> line, out int bytes)
    {
        bytes = line.IsEmpty ? 0 : (line[0] - ' ') & 0x3F;
        return line.IndexOfAnyExceptInRange((byte)' ', (byte)'`') < 0
            && (line.IsEmpty || (line.Length > (bytes + 2) / 3 * 4 && line.Length <= ((bytes + 2) / 3 * 4) + MaximumChecksumBytes + 1));
    }

    private static ReadOnlySpan<byte> ReadLine(ReadOnlySpan<byte> source, int start, out int next)
    {
        var length = source[start..].IndexOfAny((byte)'\n', (byte)'\r');
        var end = length < 0 ? source.Length : start + length;
        next = Math.Min(source.Length, end + (source[end..].StartsWith("\r\n"u8) ? 2 : 1));
        return source[start..end];
    }

    private static void AddText(List<MimePartLayout> pieces, ReadOnlySpan<byte> source, MimePartLayout part, int from, int to)
    {
        if (pieces.Count == 0 || source[from..to].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
        {
            pieces.Add(Piece(part, pieces.Count, from, to - from));
        }
    }

    private static MimePartLayout Piece(MimePartLayout part, int index, int offset, int length) => part with
    {
        PartNumber = string.Create(CultureInfo.InvariantCulture, $"{part.PartNumber}.{index + 1}"),
        Offset = offset,
        EncodedLength = length,
        DecodedLength = length,
        FileName = null,
    };
}
