using AngleSharp.Html.Parser.Tokens.Struct;

namespace Carbonio.Cloud.Mime;

/// <summary>Turns tags, as they go by, into lines of text.</summary>
internal sealed class HtmlFlow(bool withLinks)
{
    private const int MaximumTables = 32;
    private const string Rule = "----------";

    private readonly TextLines lines = new();
    private readonly ListMarks lists = new();
    private readonly HiddenContent hidden = new();
    private readonly List<Row> tables = [];
    private int preformatted;
    private int quotes;
    private bool onlyMark;
    private int lengthAtMark;
    private int paragraphBreaks = 2;
    private string? link;
    private int linkStart;

    /// <summary>Characters so far.</summary>
    public int Length => lines.Length;

    public string Finish()
    {
        EndLink();
        return lines.Finish();
    }

    public void AddText(ReadOnlySpan<char> characters)
    {
        if (!hidden.IsActive)
        {
            lines.Add(characters);
        }
    }

    public void Start(string name, ref StructHtmlToken tag)
    {
        if (hidden.IsActive && hidden.Start(name))
        {
            return;
        }

        var style = tag.GetAttribute("style").Memory.Span;
        if (HiddenContent.IsNeverShown(name) || (HiddenContent.CanHide(name) && (IsMarkedHidden(ref tag) || InlineStyle.IsHidden(style))))
        {
            if (!HiddenContent.IsVoid(name))
            {
                hidden.Begin(name);
            }

            return;
        }

        switch (name)
        {
            case "br":
                lines.LineBreak();
                break;
            case "hr":
                PutRule();
                break;
            case "img":
                PutAlternative(tag.GetAttribute("alt").ToString().Trim());
                break;
            case "a":
                EndLink();
                link = tag.GetAttribute("href").ToString();
                linkStart = lines.Length;
                break;
            case "ul" or "ol":
                lines.Break(lists.Depth == 0 ? 2 : 1);
                lists.Start(name == "ol", tag.GetAttribute("start").Memory.Span);
                break;
            case "li":
                BeginItem(tag.GetAttribute("value").Memory.Span);
                break;
            case "blockquote":
                lines.Break(2);
                lines.Quotes = ++quotes;
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                lines.Break(2);
                lines.IsPreformatted = ++preformatted > 0;
                break;
            case "table":
                StartTable();
                break;
            case "tr":
                StartRow();
                break;
            case "td" or "th":
                StartCell();
                break;
            case "p":
                // A paragraph as Outlook writes it has no space around.
                paragraphBreaks = tag.GetAttribute("class").Memory.Span.StartsWith("Mso", StringComparison.Ordinal) ? 1 : 2;
                StartBlock(paragraphBreaks);
                break;
            case "div" when InlineStyle.IsRule(style):
                PutRule();
                break;
            default:
                StartBlock(HtmlBlocks.BreaksAround(name));
                break;
        }
    }

    public void End(string name)
    {
        if (hidden.IsActive && hidden.End(name))
        {
            return;
        }

        onlyMark = false;
        switch (name)
        {
            case "a":
                EndLink();
                break;
            case "ul" or "ol":
                lists.End();
                lines.Indent = lists.Indent;
                lines.Break(lists.Depth == 0 ? 2 : 1);
                break;
            case "li":
                lists.EndItem();
                lines.Indent = lists.Indent;
                lines.Break(1);
                break;
            case "blockquote":
                lines.Break(2);
                lines.Quotes = quotes = Math.Max(0, quotes - 1);
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                preformatted = Math.Max(0, preformatted - 1);
                lines.IsPreformatted = preformatted > 0;
                lines.Break(2);
                break;
            case "br":
                // "</br>" is a line break to browsers.
                lines.LineBreak();
                break;
            case "table":
                EndTable();
                break;
            case "p":
                lines.Break(paragraphBreaks);
                break;
            default:
                lines.Break(HtmlBlocks.BreaksAround(name));
                break;
        }
    }

    private static bool IsMarkedHidden(ref StructHtmlToken tag)
    {
        for (var i = 0; i < tag.Attributes.Count; i++)
        {
            if (tag.Attributes[i].Name.Memory.Span is "hidden")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The block that opens an item, or a cell beside another, starts on that line.</summary>
    private void StartBlock(int breaks) => lines.Break(onlyMark && lines.Length == lengthAtMark ? 0 : breaks);

    private void PutRule()
    {
        lines.Break(1);
        lines.Put(Rule);
        lines.Break(1);
    }

    /// <summary>What stands for a picture: in brackets, unless it is a sign that mail programs draw as one.</summary>
    private void PutAlternative(string alternative)
    {
        if (alternative.Length > 0)
        {
            var text = HeaderText.Sanitize(alternative);
            lines.Put(alternative.Any(char.IsLetterOrDigit) ? $"[{text}]" : text);
        }
    }

    private void BeginItem(ReadOnlySpan<char> value)
    {
        lists.EndItem();
        lines.Indent = lists.Indent;
        lines.Break(1);
        lines.Put(lists.NextMark(value));
        lines.StayAtLineStart();
        lines.Indent = lists.Indent;
        (onlyMark, lengthAtMark) = (true, lines.Length);
    }

    private void StartTable()
    {
        lines.Break(tables.Count == 0 ? 2 : 1);
        tables.Add(new Row(lines.Lines, lines.Length));
        if (tables.Count > MaximumTables)
        {
            tables.RemoveAt(0);
        }
    }

    private void EndTable()
    {
        if (tables.Count > 0)
        {
            tables.RemoveAt(tables.Count - 1);
        }

        lines.Break(tables.Count == 0 ? 2 : 1);
    }

    private void StartRow()
    {
        lines.Break(1);
        if (tables.Count > 0)
        {
            tables[^1] = new Row(lines.Lines, lines.Length);
        }
    }

    /// <summary>Cells stand side by side as long as those before are short and on one line; an empty one takes no place.</summary>
    private void StartCell()
    {
        if (tables.Count > 0 && lines.Length > tables[^1].Length)
        {
            onlyMark = lines.BeginCell(tables[^1].Lines + 1);
            lengthAtMark = lines.Length;
        }
    }

    private void EndLink()
    {
        var address = link;
        link = null;
        if (withLinks && linkStart < lines.Length && LinkText.Find(address, lines.From(linkStart)) is { } wanted)
        {
            lines.Attach($" <{wanted}>");
        }
    }

    /// <param name="Lines">Lines begun before it.</param>
    /// <param name="Length">Characters before it.</param>
    private readonly record struct Row(int Lines, int Length);
}
