using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>RFC 2047 encoded words: <c>=?charset?Q|B?text?=</c>.</summary>
public static class EncodedWords
{
    /// <summary>Longest encoded text of one word that is looked at. RFC 2047, 2 allows 75 in all; broken senders write whole subjects into one.</summary>
    public const int MaximumEncodedTextCharacters = 2000;

    private const int MaximumCharsetCharacters = 64;

    /// <summary>Decodes every word in <paramref name="text"/>; what is no valid word stays as it is. Control characters come out as spaces.</summary>
    /// <remarks>
    /// White space between words is dropped (RFC 2047, 6.2). The bytes of adjacent words in one charset are joined before they are decoded,
    /// because many senders split a character between two words. Words need no space around them: that rule is broken too often.
    /// </remarks>
    public static string Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = text.IndexOf("=?", StringComparison.Ordinal);
        if (start < 0)
        {
            return HeaderText.Sanitize(text);
        }

        var output = new StringBuilder(text.Length);
        var pending = new ArrayBufferWriter<byte>();
        var pendingCharset = string.Empty;
        var copied = 0;
        while (start >= 0)
        {
            if (!TryRead(text.AsSpan(start), out var word))
            {
                start = Next(text, start + 2);
                continue;
            }

            var between = text.AsSpan(copied, start - copied);
            var adjacent = copied > 0 && between.IsWhiteSpace();
            if (!adjacent || !word.Charset.Equals(pendingCharset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(output, pending, pendingCharset);
            }

            if (!adjacent)
            {
                output.Append(between);
            }

            pendingCharset = word.Charset;
            pending.Write(word.Bytes);
            copied = start + word.Length;
            start = Next(text, copied);
        }

        Flush(output, pending, pendingCharset);
        output.Append(text.AsSpan(copied));
        return HeaderText.Sanitize(output.ToString());
    }

    /// <summary>Where text may be looked for next: -1 at the end.</summary>
    private static int Next(string text, int from) => from >= text.Length ? -1 : text.IndexOf("=?", from, StringComparison.Ordinal);

    private static void Flush(StringBuilder output, ArrayBufferWriter<byte> pending, string charset)
    {
        if (pending.WrittenCount > 0)
        {
            output.Append(Charsets.Decode(pending.WrittenSpan, charset));
            pending.ResetWrittenCount();
        }
    }

    private static bool TryRead(ReadOnlySpan<char> text, out Word word)
    {
        word = default;
        var charsetEnd = text[2..Math.Min(text.Length, MaximumCharsetCharacters + 2)].IndexOf('?') + 2;
        if (charsetEnd < 3 || charsetEnd + 3 > text.Length || text[charsetEnd + 2] != '?')
        {
            return false;
        }

        var content = text[(charsetEnd + 3)..Math.Min(text.Length, charsetEnd + 5 + MaximumEncodedTextCharacters)];
        var end = content.IndexOf("?=");
        if (end < 0)
        {
            return false;
        }

        var encoded = content[..end];
        var bytes = (text[charsetEnd + 1] | 0x20) switch
        {
            'q' => DecodeQ(encoded),
            'b' => DecodeB(encoded),
            _ => null,
        };
        if (bytes is null)
        {
            return false;
        }

        // RFC 2231, 5: the charset may carry a language, charset*language.
        var charset = text[2..charsetEnd];
        var star = charset.IndexOf('*');
        word = new Word((star < 0 ? charset : charset[..star]).ToString(), bytes, charsetEnd + 3 + end + 2);
        return true;
    }

    private static byte[]? DecodeB(ReadOnlySpan<char> encoded)
    {
        var compact = new byte[(encoded.Length + 7) / 4 * 4];
        var length = 0;
        foreach (var c in encoded)
        {
            if (c is ' ' or '\t' or '=')
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/'))
            {
                return null;
            }

            compact[length++] = (byte)c;
        }

        if (length % 4 == 1)
        {
            return null;
        }

        while (length % 4 != 0)
        {
            compact[length++] = (byte)'=';
        }

        return Base64.DecodeFromUtf8InPlace(compact.AsSpan(0, length), out var decoded) == OperationStatus.Done ? compact[..decoded] : null;
    }

    private static byte[] DecodeQ(ReadOnlySpan<char> encoded)
    {
        var bytes = new ArrayBufferWriter<byte>(encoded.Length + 1);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < encoded.Length; i++)
        {
            var c = encoded[i];
            if (c == '=' && i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Write([(byte)((Hex(encoded[i + 1]) << 4) | Hex(encoded[i + 2]))]);
                i += 2;
                continue;
            }

            // Raw 8-bit text inside a word was read as UTF-8 when the field was.
            Rune.DecodeFromUtf16(encoded[i..], out var rune, out var consumed);
            bytes.Write(utf8[..(c == '_' ? new Rune(' ') : rune).EncodeToUtf8(utf8)]);
            i += consumed - 1;
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static int Hex(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    private readonly record struct Word(string Charset, byte[] Bytes, int Length);
}
