using System.Buffers;
using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Reads <c>value; name=value; name*0*=...</c>, leniently.</summary>
/// <remarks>RFC 2045, 5.1; RFC 2183, 2; RFC 2231, 3 and 4.</remarks>
internal static class ParameterParser
{
    /// <summary>Parameters read of one field, each piece of a continued one counted.</summary>
    public const int MaximumParameters = 256;

    /// <summary>Splits a field into what stands before the first semicolon and its parameters.</summary>
    public static (string Head, MimeParameters Parameters) Parse(ReadOnlySpan<char> text)
    {
        var position = 0;
        var head = ReadUnquoted(text, ref position, ";");
        List<Piece>? pieces = null;
        while (position < text.Length && (pieces is null || pieces.Count < MaximumParameters))
        {
            position++;
            var name = ReadUnquoted(text, ref position, "=;");
            if (position >= text.Length || text[position] == ';')
            {
                continue;
            }

            position++;
            SkipSpace(text, ref position);
            string value;
            if (position < text.Length && text[position] == '"')
            {
                value = HeaderText.ReadQuoted(text, ref position);
                ReadUnquoted(text, ref position, ";");
            }
            else
            {
                value = ReadUnquoted(text, ref position, ";");
            }

            if (name.Length > 0)
            {
                (pieces ??= []).Add(Piece.From(name, value));
            }
        }

        return (head, pieces is null ? MimeParameters.None : Join(pieces));
    }

    /// <summary>Text up to one of the stops, trimmed, comments left out. A value may hold spaces: many senders don't quote names.</summary>
    private static string ReadUnquoted(ReadOnlySpan<char> text, ref int position, ReadOnlySpan<char> stops)
    {
        var start = position;
        while (position < text.Length && !stops.Contains(text[position]))
        {
            // Within a word a parenthesis is part of an unquoted file name, not a comment.
            if (text[position] == '(' && text[start..position].IsWhiteSpace())
            {
                position = HeaderText.SkipComment(text, position);
                start = position;
            }
            else
            {
                position++;
            }
        }

        var value = text[start..position].Trim();
        var comment = value.EndsWith(")") ? value.LastIndexOf(" (") : -1;
        return (comment < 0 ? value : value[..comment].TrimEnd()).ToString();
    }

    private static void SkipSpace(ReadOnlySpan<char> text, ref int position)
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] == '('))
        {
            position = text[position] == '(' ? HeaderText.SkipComment(text, position) : position + 1;
        }
    }

    private static MimeParameters Join(List<Piece> pieces)
    {
        var values = new List<KeyValuePair<string, string>>(pieces.Count);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in pieces)
        {
            if (seen.Add(piece.Name))
            {
                values.Add(new(piece.Name.ToLowerInvariant(), Value(pieces, piece)));
            }
        }

        return new MimeParameters(values);
    }

    /// <summary>The best form a parameter is there in: RFC 2231 before the plain one, which is for old readers.</summary>
    private static string Value(List<Piece> pieces, Piece first)
    {
        if (first is { Index: < 0, IsExtended: false } && !pieces.Exists(p => p.HasRfc2231Form && p.IsCalled(first.Name)))
        {
            // A boundary is compared with lines as they are, even if it looks like a word.
            return first.IsCalled("boundary") ? first.Text : EncodedWords.Decode(first.Text);
        }

        var single = pieces.Find(p => p is { Index: < 0, IsExtended: true } && p.IsCalled(first.Name));
        if (single.Name is not null)
        {
            return DecodeExtended([single]);
        }

        var parts = pieces.FindAll(p => p.Index >= 0 && p.IsCalled(first.Name));
        parts.Sort((a, b) => a.Index.CompareTo(b.Index));
        return DecodeExtended(parts);
    }

    private static string DecodeExtended(List<Piece> parts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var charset = string.Empty;
        for (var i = 0; i < parts.Count; i++)
        {
            var text = parts[i].Text.AsSpan();
            if (!parts[i].IsExtended)
            {
                bytes.Write(Encoding.UTF8.GetBytes(parts[i].Text));
                continue;
            }

            if (i == 0)
            {
                var language = text.IndexOf('\'');
                var value = language < 0 ? -1 : text[(language + 1)..].IndexOf('\'');
                if (value >= 0)
                {
                    charset = text[..language].ToString();
                    text = text[(language + value + 2)..];
                }
            }

            Unescape(text, bytes);
        }

        // Words in pieces without a charset are a sender's mix of both standards.
        var decoded = Charsets.Decode(bytes.WrittenSpan, charset);
        return charset.Length == 0 ? EncodedWords.Decode(decoded) : HeaderText.Sanitize(decoded);
    }

    private static void Unescape(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Write([b]);
                i += 2;
                continue;
            }

            Rune.DecodeFromUtf16(text[i..], out var rune, out var consumed);
            bytes.Write(utf8[..rune.EncodeToUtf8(utf8)]);
            i += consumed - 1;
        }
    }

    /// <param name="Name">The parameter's name.</param>
    /// <param name="Index">Place among the pieces of a continued value; -1 for a value in one piece.</param>
    /// <param name="IsExtended">Percent-encoded, the first piece with charset and language.</param>
    /// <param name="Text">The value as written.</param>
    private readonly record struct Piece(string Name, int Index, bool IsExtended, string Text)
    {
        public bool HasRfc2231Form => IsExtended || Index >= 0;

        public bool IsCalled(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

        public static Piece From(string name, string text)
        {
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                return new Piece(name, -1, false, text);
            }

            var extended = name.Length > star + 1 ? name.EndsWith('*') : true;
            var number = name.AsSpan(star + 1).TrimEnd('*');
            return number.IsEmpty
                ? new Piece(name[..star], -1, true, text)
                : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? new Piece(name[..star], index, extended, text)
                    : new Piece(name, -1, false, text);
        }
    }
}
