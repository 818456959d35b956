using System.Net.Http.Headers;
using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>The characters of a request, whatever it says about itself.</summary>
/// <remarks>
/// XML 1.0, Appendix F; RFC 7303, 3. A byte order mark and the bytes themselves say more than the words beside them: clients
/// declare <c>utf-16</c> and send UTF-8, because the string that they built the document in was UTF-16.
/// </remarks>
internal static class PoxText
{
    private const int LongestDeclaration = 200;

    private static readonly int[] WideCodePages = [1200, 1201, 12000, 12001];

    /// <summary>The text, without a byte order mark, blanks and NULs around it.</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        var charset = Wide(body) ?? Narrow(Declared(contentType)) ?? Narrow(DeclaredInside(body)) ?? "utf-8";
        return Charsets.Decode(body, charset).Trim('\uFEFF', '\0', ' ', '\t', '\r', '\n');
    }

    /// <summary>What the first bytes can only be.</summary>
    private static string? Wide(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, 0, 0, ..] or [(byte)'<', 0, 0, 0, ..] => "utf-32le",
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, (byte)'<', ..] => "utf-32be",
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => "utf-16le",
        [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => "utf-16be",
        _ => null,
    };

    /// <summary>A charset of which the bytes could be.</summary>
    private static string? Narrow(string? charset) =>
        Charsets.FindCodePage(charset) is { } page && !WideCodePages.Contains(page) ? charset : null;

    private static string? Declared(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"', '\'') : null;

    /// <summary>The encoding of an XML declaration.</summary>
    private static string? DeclaredInside(ReadOnlySpan<byte> body)
    {
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, LongestDeclaration)]).TrimStart();
        var end = start.IndexOf("?>", StringComparison.Ordinal);
        const string name = "encoding";
        var at = end < 0 || !start.StartsWith("<?xml", StringComparison.Ordinal) ? -1 : start.IndexOf(name, 0, end, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var value = start.AsSpan(at + name.Length, end - at - name.Length).TrimStart(" \t\r\n=");
        var quote = value.IsEmpty ? '\0' : value[0];
        var length = quote is '"' or '\'' ? value[1..].IndexOf(quote) : -1;
        return length < 0 ? null : value.Slice(1, length).ToString();
    }
}
