using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Raw field bytes to text.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b != '\t').Select(b => (byte)b), 127]);

    /// <summary>Removes folds (RFC 5322, 2.2.3), turns other control characters into spaces, reads UTF-8 (RFC 6532) or else Windows-1252, and trims.</summary>
    public static string Unfold(ReadOnlySpan<byte> raw)
    {
        raw = raw.Trim(" \t\r\n"u8);
        if (raw.IndexOfAny(Controls) < 0)
        {
            return Charsets.DecodeGuessed(raw);
        }

        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var length = 0;
        foreach (var b in raw)
        {
            if (b is not ((byte)'\r' or (byte)'\n'))
            {
                rented[length++] = Controls.Contains(b) ? (byte)' ' : b;
            }
        }

        var text = Charsets.DecodeGuessed(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>The text with every control character as a space: what was decoded must not bring a line break into a field, a row or an answer.</summary>
    public static string Sanitize(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return string.Create(text.Length, text, static (target, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                    {
                        target[i] = char.IsControl(from[i]) ? ' ' : from[i];
                    }
                });
            }
        }

        return text;
    }

    /// <summary>The first characters, never half of a surrogate pair.</summary>
    public static string Cut(string text, int maximumCharacters)
    {
        if (text.Length <= maximumCharacters)
        {
            return text;
        }

        var end = maximumCharacters > 0 && char.IsHighSurrogate(text[maximumCharacters - 1]) ? maximumCharacters - 1 : maximumCharacters;
        return text[..end];
    }

    /// <summary>Where a comment that opens at <paramref name="start"/> ends (RFC 5322, 3.2.2); nested ones are counted, not recursed into. The end of the text when it never closes.</summary>
    public static int SkipComment(ReadOnlySpan<char> text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i + 1;
                default:
                    break;
            }
        }

        return text.Length;
    }

    /// <summary>Reads a quoted string (RFC 5322, 3.2.4) that opens at <paramref name="position"/>, which moves behind it. A missing end quote ends it with the text.</summary>
    /// <remarks>Only quotes and backslashes count as escaped: senders write <c>filename="C:\new.txt"</c> and mean it.</remarks>
    public static string ReadQuoted(ReadOnlySpan<char> text, ref int position)
    {
        var start = ++position;
        var length = text[start..].IndexOfAny('"', '\\');
        if (length >= 0 && text[start + length] == '"')
        {
            position = start + length + 1;
            return text.Slice(start, length).ToString();
        }

        var value = new StringBuilder();
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '"')
            {
                position++;
                break;
            }

            if (c == '\\' && position + 1 < text.Length && text[position + 1] is ('"' or '\\'))
            {
                c = text[++position];
            }

            value.Append(c);
        }

        return value.ToString();
    }
}
