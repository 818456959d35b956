using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Carbonio.Cloud.Mime;

/// <summary>Lays text out in lines while tags go by.</summary>
internal sealed class TextFlow(bool withLinks)
{
    private const int MaximumListDepth = 16;
    private const int MaximumQuoteDepth = 8;
    private const int MaximumLinkCharacters = 2000;
    private const char NoBreakSpace = '\u00A0';
    private const string Rule = "----------";

    private readonly StringBuilder text = new();
    private readonly List<ListLevel> lists = [];
    private int listsBeyondLimit;
    private int quotes;
    private int quotesOfLastLine;
    private int preformatted;
    private string? ignored;
    private bool spacePending;
    private int breaksPending;
    private bool atLineStart = true;
    private bool afterItemMark;
    private string? link;
    private int linkStart;

    /// <summary>Characters so far.</summary>
    public int Length => text.Length;

    public string Finish()
    {
        EndLink();
        return text.ToString().Trim(' ', '\n', '\t');
    }

    public void AddText(ReadOnlySpan<char> characters)
    {
        if (ignored is not null)
        {
            return;
        }

        for (var i = 0; i < characters.Length; i++)
        {
            var c = characters[i];
            if (preformatted > 0 && c is '\n')
            {
                breaksPending++;
                atLineStart = true;
            }
            else if (preformatted == 0 && c is ' ' or '\t' or '\n' or '\f' or '\r')
            {
                spacePending = !atLineStart;
            }
            else if (c is not ('\u200B' or '\u00AD' or '\uFEFF' or '\u034F' or '\r' or '\0'))
            {
                Put(c == NoBreakSpace ? ' ' : c);
            }
        }
    }

    public void Start(string name, ref StructHtmlToken tag)
    {
        if (ignored is not null)
        {
            return;
        }

        switch (name)
        {
            case "script" or "style" or "title" or "iframe" or "noembed" or "noframes" or "template":
                ignored = tag.IsSelfClosing && name == "template" ? null : name;
                break;
            case "br":
                breaksPending++;
                atLineStart = true;
                break;
            case "hr":
                Break(1);
                Put(Rule);
                Break(1);
                break;
            case "img":
                PutAlternative(tag.GetAttribute("alt").ToString());
                break;
            case "a":
                EndLink();
                link = tag.GetAttribute("href").ToString();
                linkStart = text.Length;
                break;
            case "ul" or "ol":
                Break(lists.Count == 0 ? 2 : 1);
                StartList(name == "ol", tag.GetAttribute("start").ToString());
                break;
            case "li":
                Break(1);
                PutItemMark();
                break;
            case "blockquote":
                Break(2);
                quotes++;
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                Break(2);
                preformatted++;
                break;
            case "td" or "th":
                if (!atLineStart)
                {
                    spacePending = false;
                    Put('\t');
                }

                break;
            default:
                // The block that opens an item starts on the mark's line.
                Break(afterItemMark ? 0 : BreaksAround(name));
                break;
        }
    }

    public void End(string name)
    {
        if (ignored is not null)
        {
            ignored = ignored == name ? null : ignored;
            return;
        }

        afterItemMark = false;

        switch (name)
        {
            case "a":
                EndLink();
                break;
            case "ul" or "ol":
                EndList();
                Break(lists.Count == 0 ? 2 : 1);
                break;
            case "blockquote":
                Break(2);
                quotes = Math.Max(0, quotes - 1);
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                preformatted = Math.Max(0, preformatted - 1);
                Break(2);
                break;
            case "br":
                // "</br>" is a line break to browsers.
                breaksPending++;
                atLineStart = true;
                break;
            default:
                Break(BreaksAround(name));
                break;
        }
    }

    /// <summary>Line breaks before and after an element: 2 leaves an empty line.</summary>
    private static int BreaksAround(string name) => name switch
    {
        "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dl" or "table" or "figure" or "fieldset" => 2,
        "div" or "tr" or "li" or "dt" or "dd" or "section" or "article" or "header" or "footer" or "main" or "nav" or "aside" or "address"
            or "center" or "form" or "option" or "figcaption" or "caption" or "body" or "legend" or "details" or "summary" or "thead" or "tbody" or "tfoot" => 1,
        _ => 0,
    };

    private void Break(int lines)
    {
        if (lines == 0)
        {
            return;
        }

        // Asked breaks around elements overlap, those of br add up: an empty line at most comes of the former.
        breaksPending = Math.Max(breaksPending, lines);
        atLineStart = true;
        spacePending = false;
    }

    private void Put(string characters)
    {
        foreach (var c in characters)
        {
            Put(c);
        }
    }

    private void Put(char c)
    {
        if (breaksPending > 0)
        {
            StartLine();
        }
        else if (spacePending)
        {
            text.Append(' ');
        }

        if (text.Length == 0)
        {
            Quote();
        }

        spacePending = false;
        breaksPending = 0;
        atLineStart = false;
        afterItemMark = false;
        text.Append(c);
    }

    private void StartLine()
    {
        while (text.Length > 0 && text[^1] is ' ' or '\t')
        {
            text.Length--;
        }

        if (text.Length == 0)
        {
            return;
        }

        for (var i = Math.Min(breaksPending, 3); i > 1; i--)
        {
            // An empty line belongs to the quote only when the lines around it do.
            text.Append('\n');
            AppendQuoteMarks(Math.Min(quotes, quotesOfLastLine));
            while (text[^1] == ' ')
            {
                text.Length--;
            }
        }

        text.Append('\n');
        Quote();
    }

    private void Quote()
    {
        AppendQuoteMarks(quotes);
        quotesOfLastLine = quotes;
    }

    private void AppendQuoteMarks(int depth)
    {
        for (var i = Math.Min(depth, MaximumQuoteDepth); i > 0; i--)
        {
            text.Append("> ");
        }
    }

    private void PutAlternative(string alternative)
    {
        var trimmed = alternative.Trim();
        if (trimmed.Length > 0)
        {
            Put("[" + HeaderText.Sanitize(trimmed) + "]");
        }
    }

    private void StartList(bool isOrdered, string start)
    {
        if (lists.Count >= MaximumListDepth)
        {
            listsBeyondLimit++;
            return;
        }

        lists.Add(new ListLevel(isOrdered, int.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 1));
    }

    private void EndList()
    {
        if (listsBeyondLimit > 0)
        {
            listsBeyondLimit--;
        }
        else if (lists.Count > 0)
        {
            lists.RemoveAt(lists.Count - 1);
        }
    }

    private void PutItemMark()
    {
        var depth = Math.Max(0, lists.Count - 1);
        for (var i = 0; i < depth; i++)
        {
            Put(' ');
            Put(' ');
        }

        if (lists.Count > 0 && lists[^1].IsOrdered)
        {
            Put(lists[^1].Next.ToString(CultureInfo.InvariantCulture) + ". ");
            lists[^1] = lists[^1] with { Next = unchecked(lists[^1].Next + 1) };
        }
        else
        {
            Put("- ");
        }

        atLineStart = true;
        afterItemMark = true;
    }

    private void EndLink()
    {
        var address = link?.Trim();
        link = null;
        if (!withLinks || address is null or { Length: 0 or > MaximumLinkCharacters } || linkStart >= text.Length || !IsShown(address))
        {
            return;
        }

        var shown = text.ToString(linkStart, text.Length - linkStart).Trim(' ', '\n', '\t', '>');
        var bare = address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address["mailto:".Length..] : address;
        if (shown.Length > 0 && !bare.TrimEnd('/').EndsWith(shown.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
        {
            var hadSpace = spacePending;
            spacePending = false;
            text.Append(" <").Append(HeaderText.Sanitize(bare)).Append('>');
            spacePending = hadSpace;
        }
    }

    private static bool IsShown(string address) =>
        address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);

    /// <param name="IsOrdered">Items are numbered.</param>
    /// <param name="Next">Number of the next item.</param>
    private readonly record struct ListLevel(bool IsOrdered, int Next);
}
