using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Writes header fields, folded and in ASCII.</summary>
/// <remarks>RFC 5322, 2.2.3; RFC 2047; RFC 2231.</remarks>
internal static class FieldWriter
{
    private const int MaximumLineCharacters = 76;

    /// <summary>UTF-8 bytes of one encoded word: with 12 characters around its base64 and a field name before it must fit a line of 76 (RFC 2047, 2); whole characters only.</summary>
    private const int MaximumWordBytes = 39;

    /// <summary>Characters of a parameter that stands in one line of at most 76.</summary>
    private const int MaximumQuotedCharacters = 60;

    /// <summary>UTF-8 bytes of one RFC 2231 piece, each three characters wide.</summary>
    private const int MaximumPieceBytes = 15;

    /// <summary>An ASCII value, folded at its spaces.</summary>
    public static void Write(ArrayBufferWriter<byte> output, string name, string value)
    {
        var line = new StringBuilder(name).Append(':');
        var hasWord = false;
        foreach (var word in HeaderText.Sanitize(value).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + 1 + word.Length > MaximumLineCharacters && hasWord)
            {
                Flush(output, line);
            }

            line.Append(' ').Append(word);
            hasWord = true;
        }

        Flush(output, line);
    }

    /// <summary>Unstructured text. Spaces at its ends and control characters don't survive, everything else does.</summary>
    public static void WriteText(ArrayBufferWriter<byte> output, string name, string text)
    {
        var clean = HeaderText.Sanitize(text).Trim();
        Write(output, name, NeedsWords(clean) ? EncodeWords(clean) : clean);
    }

    public static void WriteAddresses(ArrayBufferWriter<byte> output, string name, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count > 0)
        {
            Write(output, name, string.Join(", ", addresses.Select(Format)));
        }
    }

    public static void WriteIds(ArrayBufferWriter<byte> output, string name, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            Write(output, name, string.Join(' ', ids.Select(id => $"<{OneWord(id)}>")));
        }
    }

    /// <summary>A value with one parameter: quoted when that can hold it, else in RFC 2231 form.</summary>
    public static void WriteParameter(ArrayBufferWriter<byte> output, string name, string value, string parameter, string text)
    {
        var clean = HeaderText.Sanitize(text).Trim();
        output.Write(Encoding.ASCII.GetBytes($"{name}: {value}"));
        if (!NeedsWords(clean) && clean.Length <= MaximumQuotedCharacters && !clean.Contains('"', StringComparison.Ordinal) && !clean.Contains('\\', StringComparison.Ordinal))
        {
            output.Write(Encoding.ASCII.GetBytes($";\r\n {parameter}=\"{clean}\"\r\n"));
            return;
        }

        var pieces = Split(clean, MaximumPieceBytes);
        for (var i = 0; i < pieces.Count; i++)
        {
            var index = pieces.Count == 1 ? "*" : $"*{i}*";
            var charset = i == 0 ? "utf-8''" : string.Empty;
            output.Write(Encoding.ASCII.GetBytes($";\r\n {parameter}{index}={charset}{Percent(pieces[i])}"));
        }

        output.Write("\r\n"u8);
    }

    private static string Format(MailAddress address)
    {
        var angle = $"<{OneWord(address.Address)}>";
        var name = HeaderText.Sanitize(address.DisplayName).Trim();
        return name.Length == 0 ? angle
            : NeedsWords(name) ? $"{EncodeWords(name)} {angle}"
            : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" {angle}";
    }

    /// <summary>An address or identifier as one word. Brackets and spaces would end it; letters beyond ASCII need SMTPUTF8, where UTF-8 is right (RFC 6532).</summary>
    private static string OneWord(string text) =>
        string.Concat(HeaderText.Sanitize(text).Where(c => c is not (' ' or '<' or '>')));

    /// <summary>Long words, runs of spaces and what looks encoded would not come back as they were.</summary>
    private static bool NeedsWords(string text) =>
        !System.Text.Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal) || text.Contains("  ", StringComparison.Ordinal)
        || text.Split(' ').Any(word => word.Length > MaximumLineCharacters - 2);

    private static string EncodeWords(string text) =>
        string.Join(' ', Split(text, MaximumWordBytes).Select(piece => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece))}?="));

    private static List<string> Split(string text, int maximumBytes)
    {
        var pieces = new List<string>();
        while (text.Length > 0)
        {
            var piece = Utf8Text.Truncate(text, maximumBytes);
            pieces.Add(piece);
            text = text[piece.Length..];
        }

        return pieces;
    }

    private static string Percent(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_')
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('%').Append(Convert.ToHexString([b]));
            }
        }

        return escaped.ToString();
    }

    private static void Flush(ArrayBufferWriter<byte> output, StringBuilder line)
    {
        output.Write(Encoding.UTF8.GetBytes(line.Append("\r\n").ToString()));
        line.Clear();
    }
}
