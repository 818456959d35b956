using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Encodes bodies.</summary>
/// <remarks>RFC 2045, 6.7 and 6.8.</remarks>
internal static class BodyEncoder
{
    /// <summary>Longest line. RFC 2045, 6.7 (5) and 6.8.</summary>
    public const int MaximumLineCharacters = 76;

    /// <summary>Longest line that is sent as it is. RFC 5322, 2.1.1.</summary>
    private const int MaximumPlainLineBytes = 998;

    /// <summary>7bit for short ASCII lines that nobody on the way changes, quoted-printable where most of it stays readable, else base64.</summary>
    public static TransferEncoding ChooseForText(ReadOnlySpan<byte> text)
    {
        var special = 0;
        var lineLength = 0;
        var isPlain = true;
        foreach (var b in text)
        {
            lineLength = b == '\n' ? 0 : lineLength + 1;
            var isText = b is >= 0x20 and < 0x7F or (byte)'\t' or (byte)'\r' or (byte)'\n';
            special += isText ? 0 : 1;
            isPlain &= isText && lineLength <= MaximumPlainLineBytes;
        }

        return isPlain && !HasFragileLine(text) ? TransferEncoding.SevenBit
            : special <= text.Length / 6 ? TransferEncoding.QuotedPrintable
            : TransferEncoding.Base64;
    }

    /// <summary>How a message stands in another: never encoded (RFC 2046, 5.2.1), so what it holds decides.</summary>
    public static TransferEncoding ChooseForMessage(ReadOnlySpan<byte> message)
    {
        if (message.Contains((byte)0))
        {
            return TransferEncoding.Binary;
        }

        foreach (var line in message.Split((byte)'\n'))
        {
            if (line.End.Value - line.Start.Value > MaximumPlainLineBytes + 1)
            {
                return TransferEncoding.Binary;
            }
        }

        return Ascii.IsValid(message) ? TransferEncoding.SevenBit : TransferEncoding.EightBit;
    }

    /// <summary>A line that old programs change: they put a sign before <c>From </c>, and take a lone dot for the end (RFC 2049, 3).</summary>
    private static bool HasFragileLine(ReadOnlySpan<byte> text) =>
        StartsFragile(text) || text.IndexOf("\nFrom "u8) >= 0 || text.IndexOf("\n."u8) >= 0;

    private static bool StartsFragile(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith("."u8);

    public static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes, TransferEncoding encoding)
    {
        switch (encoding)
        {
            case TransferEncoding.Base64:
                WriteBase64(output, bytes);
                break;
            case TransferEncoding.QuotedPrintable:
                WriteQuotedPrintable(output, bytes);
                break;
            default:
                output.Write(bytes);
                break;
        }
    }

    private static void WriteBase64(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        const int BytesOfLine = MaximumLineCharacters / 4 * 3;
        while (!bytes.IsEmpty)
        {
            var line = bytes[..Math.Min(bytes.Length, BytesOfLine)];
            Base64.EncodeToUtf8(line, output.GetSpan(MaximumLineCharacters), out _, out var written);
            output.Advance(written);
            output.Write("\r\n"u8);
            bytes = bytes[line.Length..];
        }
    }

    private static void WriteQuotedPrintable(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        Span<byte> escape = stackalloc byte[3];
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isBreak = bytes[i..].StartsWith("\r\n"u8);
            if (isBreak)
            {
                output.Write("\r\n"u8);
                column = 0;
                i++;
                continue;
            }

            var endsLine = i + 1 == bytes.Length || bytes[(i + 1)..].StartsWith("\r\n"u8);
            var isPlain = bytes[i] is (> 0x20 and < 0x7F and not (byte)'=') || (bytes[i] is (byte)' ' or (byte)'\t' && !endsLine);

            // The last column is for the soft break's equals sign.
            if (column + (isPlain ? 1 : 3) > MaximumLineCharacters - 1)
            {
                output.Write("=\r\n"u8);
                column = 0;
            }

            isPlain &= column > 0 || !StartsFragile(bytes[i..]);
            var width = isPlain ? 1 : 3;
            column += width;
            if (isPlain)
            {
                output.Write(bytes.Slice(i, 1));
            }
            else
            {
                escape[0] = (byte)'=';
                escape[1] = HexDigit(bytes[i] >> 4);
                escape[2] = HexDigit(bytes[i] & 15);
                output.Write(escape);
            }
        }
    }

    private static byte HexDigit(int value) => (byte)"0123456789ABCDEF"[value];
}
