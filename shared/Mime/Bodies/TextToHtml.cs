using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Plain text as HTML that looks the same.</summary>
public static class TextToHtml
{
    private const string DocumentStart = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>";
    private const string DocumentEnd = "</body></html>";

    private static readonly SearchValues<char> LinkEnds = SearchValues.Create(" \t\r\n<>\"'");

    /// <summary>What does not go through as it is, links and runs of spaces apart.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), '&', '<', '>', '"', '\'']);

    private static readonly SearchValues<string> LinkStarts = SearchValues.Create(["http"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Schemes = ["https://", "http://"];

    /// <summary>Where the HTML goes: kept, or only measured. Both are fed by the same code, so a measure is exact.</summary>
    private interface ISink
    {
        void Append(ReadOnlySpan<char> html);
    }

    /// <summary>Converts text to an HTML fragment: escaped, line breaks as <c>&lt;br&gt;</c>, runs of spaces kept.</summary>
    /// <param name="text">Lines ending in CRLF, LF or CR.</param>
    /// <param name="withLinks">Make http and https addresses links.</param>
    public static string Convert(string text, bool withLinks)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new KeptHtml(new StringBuilder(text.Length + (text.Length / 8)));
        Write(ref kept, text, withLinks);
        return kept.Html.ToString();
    }

    /// <summary>A whole HTML document around <see cref="Convert"/>'s fragment.</summary>
    public static string ConvertToDocument(string text, bool withLinks) => $"{DocumentStart}{Convert(text, withLinks)}{DocumentEnd}";

    /// <summary>UTF-8 bytes of <see cref="Convert"/>'s fragment, without making it.</summary>
    internal static long Measure(ReadOnlySpan<char> text, bool withLinks)
    {
        var measured = default(MeasuredHtml);
        Write(ref measured, text, withLinks);
        return measured.Bytes;
    }

    /// <summary>UTF-8 bytes of <see cref="ConvertToDocument"/>'s document, without making it.</summary>
    internal static long MeasureDocument(ReadOnlySpan<char> text, bool withLinks) => DocumentStart.Length + Measure(text, withLinks) + DocumentEnd.Length;

    private static void Write<TSink>(ref TSink html, ReadOnlySpan<char> text, bool withLinks)
        where TSink : struct, ISink
    {
        var atLineStart = true;

        // What is left of the run that was found last: it is looked for once, however many links there are in it.
        var run = 0;
        while (!text.IsEmpty)
        {
            if (run <= 0)
            {
                run = text.IndexOfAny(Special);
                run = run < 0 ? text.Length : run;
            }

            if (run > 0)
            {
                var length = withLinks ? WriteUpToLink(ref html, text, run, atLineStart) : 0;
                if (length == 0)
                {
                    WriteSpaced(ref html, text[..run], atLineStart);
                    length = run;
                }

                text = text[length..];
                run -= length;
                atLineStart = false;
                continue;
            }

            // CRLF is one break: its LF writes it.
            html.Append(text.StartsWith("\r\n") ? string.Empty : Escape(text[0]));
            atLineStart = text[0] is '\r' or '\n';
            text = text[1..];
        }
    }

    /// <summary>Writes what stands before the first link of a run, and the link, which may go on behind the run.</summary>
    /// <returns>Characters written; 0 when there is no link.</returns>
    private static int WriteUpToLink<TSink>(ref TSink html, ReadOnlySpan<char> text, int run, bool atLineStart)
        where TSink : struct, ISink
    {
        for (var from = 0; from < run;)
        {
            var at = text[from..run].IndexOfAny(LinkStarts);
            if (at < 0)
            {
                break;
            }

            at += from;
            var length = at > 0 && char.IsLetterOrDigit(text[at - 1]) ? 0 : MeasureLink(text[at..]);
            if (length > 0)
            {
                WriteSpaced(ref html, text[..at], atLineStart);
                WriteLink(ref html, text.Slice(at, length));
                return at + length;
            }

            from = at + 1;
        }

        return 0;
    }

    /// <summary>A space after another, or at the start of a line, is one that HTML would drop.</summary>
    private static void WriteSpaced<TSink>(ref TSink html, ReadOnlySpan<char> text, bool atLineStart)
        where TSink : struct, ISink
    {
        for (; atLineStart && text.StartsWith(" "); text = text[1..])
        {
            html.Append("&nbsp;");
        }

        for (int pair; (pair = text.IndexOf("  ")) >= 0;)
        {
            html.Append(text[..(pair + 1)]);
            for (text = text[(pair + 1)..]; text.StartsWith(" "); text = text[1..])
            {
                html.Append("&nbsp;");
            }
        }

        html.Append(text);
    }

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

    private static void WriteLink<TSink>(ref TSink html, ReadOnlySpan<char> address)
        where TSink : struct, ISink
    {
        html.Append("<a href=\"");
        WriteEscaped(ref html, address);
        html.Append("\">");
        WriteEscaped(ref html, address);
        html.Append("</a>");
    }

    private static void WriteEscaped<TSink>(ref TSink html, ReadOnlySpan<char> text)
        where TSink : struct, ISink
    {
        while (!text.IsEmpty)
        {
            var run = text.IndexOfAny(Special);
            run = run < 0 ? text.Length : run;
            html.Append(text[..run]);
            if (run < text.Length)
            {
                html.Append(Escape(text[run++]));
            }

            text = text[run..];
        }
    }

    private static string Escape(char special) => special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\r' or '\n' => "<br>\n",
        '\t' => "&nbsp;&nbsp;&nbsp; ",
        _ => string.Empty,
    };

    private readonly struct KeptHtml(StringBuilder html) : ISink
    {
        public StringBuilder Html => html;

        public void Append(ReadOnlySpan<char> more) => html.Append(more);
    }

    private struct MeasuredHtml : ISink
    {
        public long Bytes { get; private set; }

        public void Append(ReadOnlySpan<char> html) => Bytes += Encoding.UTF8.GetByteCount(html);
    }
}
