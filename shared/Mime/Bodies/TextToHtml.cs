using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Plain text as HTML that looks the same.</summary>
public static class TextToHtml
{
    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(" \t\r\n<>\"'");

    private static readonly string[] Schemes = ["https://", "http://"];

    /// <summary>Converts text to an HTML fragment: escaped, line breaks as <c>&lt;br&gt;</c>, runs of spaces kept.</summary>
    /// <param name="text">Lines ending in CRLF, LF or CR.</param>
    /// <param name="withLinks">Make http and https addresses links.</param>
    public static string Convert(string text, bool withLinks)
    {
        ArgumentNullException.ThrowIfNull(text);
        var html = new StringBuilder(text.Length + (text.Length / 8));
        for (var i = 0; i < text.Length; i++)
        {
            if (withLinks && text[i] is 'h' or 'H' && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) && MeasureLink(text.AsSpan(i)) is var length and > 0)
            {
                AppendLink(html, text.AsSpan(i, length));
                i += length - 1;
                continue;
            }

            switch (text[i])
            {
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\r' or '\n':
                    html.Append("<br>\n");
                    break;
                case '\t':
                    html.Append("&nbsp;&nbsp;&nbsp; ");
                    break;
                case ' ' when i == 0 || text[i - 1] is ' ' or '\n' or '\r':
                    html.Append("&nbsp;");
                    break;
                default:
                    AppendEscaped(html, text[i]);
                    break;
            }
        }

        return html.ToString();
    }

    /// <summary>A whole HTML document around <see cref="Convert"/>'s fragment.</summary>
    public static string ConvertToDocument(string text, bool withLinks) =>
        $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>{Convert(text, withLinks)}</body></html>";

    private static int MeasureLink(ReadOnlySpan<char> text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                var end = text.IndexOfAny(LinkEnds);

                // The full stop behind an address ends the sentence.
                var link = (end < 0 ? text : text[..end]).TrimEnd(".,;:!?)]}");
                return link.Length > scheme.Length ? link.Length : 0;
            }
        }

        return 0;
    }

    private static void AppendLink(StringBuilder html, ReadOnlySpan<char> address)
    {
        html.Append("<a href=\"");
        AppendEscaped(html, address);
        html.Append("\">");
        AppendEscaped(html, address);
        html.Append("</a>");
    }

    private static void AppendEscaped(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            AppendEscaped(html, c);
        }
    }

    private static void AppendEscaped(StringBuilder html, char c)
    {
        switch (c)
        {
            case '&':
                html.Append("&amp;");
                break;
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '"':
                html.Append("&quot;");
                break;
            case '\'':
                html.Append("&#39;");
                break;
            case < ' ':
                break;
            default:
                html.Append(c);
                break;
        }
    }
}
