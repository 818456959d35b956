using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Carbonio.Cloud.Mime;

/// <summary>The binary form of a layout: a version, then numbers of seven bits a byte and UTF-8 strings with their length.</summary>
internal static class LayoutCodec
{
    private const byte Version = 1;
    private const int MaximumStringBytes = 1024;

    [Flags]
    private enum LayoutBits : byte
    {
        PartsOmitted = 1,
        LimitReached = 2,
    }

    [Flags]
    private enum PartBits : byte
    {
        Inline = 1,
        Attachment = 2,
        EmbeddedMessage = 4,
        Charset = 8,
        FileName = 16,
        ContentId = 32,
        ContentLocation = 64,
    }

    public static void Write(MessageLayout layout, IBufferWriter<byte> output)
    {
        output.Write([Version, (byte)((layout.PartsOmitted ? LayoutBits.PartsOmitted : 0) | (layout.LimitReached ? LayoutBits.LimitReached : 0)), (byte)layout.Protection, (byte)layout.Report]);
        WriteNumber(output, layout.Parts.Count);
        foreach (var part in layout.Parts)
        {
            WritePart(output, part);
        }

        WriteIndexes(output, layout.TextBody);
        WriteIndexes(output, layout.HtmlBody);
        WriteNumber(output, layout.CalendarPart + 1 ?? 0);
    }

    /// <summary>Most bytes that a part takes, for the budget while a layout is built.</summary>
    public static int MeasurePart(MimePartLayout part)
    {
        const int Numbers = 2 + (3 * 5);
        return Numbers + MeasureString(part.PartNumber) + MeasureString(part.ContentType) + MeasureString(part.Charset)
            + MeasureString(part.FileName) + MeasureString(part.ContentId) + MeasureString(part.ContentLocation);
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out MessageLayout layout)
    {
        layout = new MessageLayout();
        if (bytes.Length < 4 || bytes.Length > MessageLayout.MaximumSerializedBytes || bytes[0] != Version || bytes[1] > 3
            || bytes[2] > (byte)MessageProtection.PgpEncrypted || bytes[3] > (byte)ReportKind.Other)
        {
            return false;
        }

        var flags = (LayoutBits)bytes[1];
        var (protection, report) = ((MessageProtection)bytes[2], (ReportKind)bytes[3]);
        bytes = bytes[4..];
        if (!TryReadNumber(ref bytes, out var count) || count > MessageLayout.MaximumParts)
        {
            return false;
        }

        var parts = new MimePartLayout[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryReadPart(ref bytes, out var part))
            {
                return false;
            }

            parts[i] = part;
        }

        if (!TryReadIndexes(ref bytes, count, out var text) || !TryReadIndexes(ref bytes, count, out var html)
            || !TryReadNumber(ref bytes, out var calendar) || calendar > count || !bytes.IsEmpty)
        {
            return false;
        }

        layout = new MessageLayout
        {
            Parts = parts,
            TextBody = text,
            HtmlBody = html,
            CalendarPart = calendar == 0 ? null : calendar - 1,
            Protection = protection,
            Report = report,
            PartsOmitted = flags.HasFlag(LayoutBits.PartsOmitted),
            LimitReached = flags.HasFlag(LayoutBits.LimitReached),
        };
        return true;
    }

    private static void WritePart(IBufferWriter<byte> output, MimePartLayout part)
    {
        var bits = (part.IsInline ? PartBits.Inline : 0) | (part.IsAttachment ? PartBits.Attachment : 0)
            | (part.IsEmbeddedMessage ? PartBits.EmbeddedMessage : 0) | (part.Charset is null ? 0 : PartBits.Charset)
            | (part.FileName is null ? 0 : PartBits.FileName) | (part.ContentId is null ? 0 : PartBits.ContentId)
            | (part.ContentLocation is null ? 0 : PartBits.ContentLocation);
        output.Write([(byte)bits, (byte)part.TransferEncoding]);
        WriteNumber(output, part.Offset);
        WriteNumber(output, part.EncodedLength);
        WriteNumber(output, part.DecodedLength);
        WriteString(output, part.PartNumber);
        WriteString(output, part.ContentType);
        WriteString(output, part.Charset);
        WriteString(output, part.FileName);
        WriteString(output, part.ContentId);
        WriteString(output, part.ContentLocation);
    }

    private static bool TryReadPart(ref ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out MimePartLayout? part)
    {
        part = null;
        if (bytes.Length < 2 || bytes[0] > 127 || bytes[1] > (byte)TransferEncoding.Unknown)
        {
            return false;
        }

        var bits = (PartBits)bytes[0];
        var encoding = (TransferEncoding)bytes[1];
        bytes = bytes[2..];
        if (!TryReadNumber(ref bytes, out var offset) || !TryReadNumber(ref bytes, out var encoded) || !TryReadNumber(ref bytes, out var decoded)
            || offset > int.MaxValue - encoded
            || !TryReadString(ref bytes, isThere: true, out var number) || !TryReadString(ref bytes, isThere: true, out var type)
            || !TryReadString(ref bytes, bits.HasFlag(PartBits.Charset), out var charset)
            || !TryReadString(ref bytes, bits.HasFlag(PartBits.FileName), out var fileName)
            || !TryReadString(ref bytes, bits.HasFlag(PartBits.ContentId), out var contentId)
            || !TryReadString(ref bytes, bits.HasFlag(PartBits.ContentLocation), out var location))
        {
            return false;
        }

        part = new MimePartLayout
        {
            PartNumber = number!,
            ContentType = type!,
            Charset = charset,
            TransferEncoding = encoding,
            Offset = offset,
            EncodedLength = encoded,
            DecodedLength = decoded,
            FileName = fileName,
            ContentId = contentId,
            ContentLocation = location,
            IsInline = bits.HasFlag(PartBits.Inline),
            IsAttachment = bits.HasFlag(PartBits.Attachment),
            IsEmbeddedMessage = bits.HasFlag(PartBits.EmbeddedMessage),
        };
        return true;
    }

    private static void WriteIndexes(IBufferWriter<byte> output, IReadOnlyList<int> indexes)
    {
        WriteNumber(output, indexes.Count);
        foreach (var index in indexes)
        {
            WriteNumber(output, index);
        }
    }

    private static bool TryReadIndexes(ref ReadOnlySpan<byte> bytes, int parts, out int[] indexes)
    {
        indexes = [];
        if (!TryReadNumber(ref bytes, out var count) || count > MessageLayout.MaximumBodyParts)
        {
            return false;
        }

        indexes = new int[count];
        foreach (ref var index in indexes.AsSpan())
        {
            if (!TryReadNumber(ref bytes, out index) || index >= parts)
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteNumber(IBufferWriter<byte> output, int value)
    {
        for (var rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                output.Write([(byte)rest]);
                return;
            }

            output.Write([(byte)(rest | 0x80)]);
        }
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out int value)
    {
        var read = 0L;
        for (var i = 0; i < 5 && i < bytes.Length; i++)
        {
            read |= (long)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                value = (int)Math.Min(read, int.MaxValue);
                bytes = bytes[(i + 1)..];
                return read <= int.MaxValue;
            }
        }

        value = 0;
        return false;
    }

    private static int MeasureString(string? text) => text is null ? 0 : 2 + Encoding.UTF8.GetByteCount(text);

    private static void WriteString(IBufferWriter<byte> output, string? text)
    {
        if (text is not null)
        {
            WriteNumber(output, Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, output);
        }
    }

    private static bool TryReadString(ref ReadOnlySpan<byte> bytes, bool isThere, out string? text)
    {
        text = null;
        if (!isThere)
        {
            return true;
        }

        if (!TryReadNumber(ref bytes, out var length) || length > bytes.Length || length > MaximumStringBytes || !Utf8.IsValid(bytes[..length]))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return true;
    }
}
