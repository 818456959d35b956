using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>The charset that HTML names itself, for parts that don't.</summary>
/// <remarks>HTML Standard, 13.2.3.2: looked for in the first 1024 bytes.</remarks>
internal static class MetaCharset
{
    /// <summary>Bytes looked at.</summary>
    public const int SearchedBytes = 1024;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("\"' ;/>");

    /// <summary>The charset, if it is one that we know; else null.</summary>
    public static string? Find(ReadOnlySpan<byte> html)
    {
        Span<char> text = stackalloc char[SearchedBytes];
        var searched = html[..Math.Min(html.Length, SearchedBytes)];
        text = text[..Encoding.Latin1.GetChars(searched, text)];
        var meta = ((ReadOnlySpan<char>)text).IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        var charset = meta < 0 ? -1 : ((ReadOnlySpan<char>)text[meta..]).IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (charset < 0)
        {
            return null;
        }

        var value = text[(meta + charset + "charset=".Length)..].TrimStart("\"' ");
        var end = value.IndexOfAny(ValueEnds);
        var name = (end < 0 ? value : value[..end]).ToString();

        // A page that says UTF-16 in bytes that could be read as ASCII is not.
        return Charsets.FindCodePage(name) is null or 1200 or 1201 ? null : name;
    }
}
