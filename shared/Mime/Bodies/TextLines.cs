using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>Lays characters out in lines: white space collapsed, breaks between blocks merged, quoted and indented.</summary>
internal sealed class TextLines
{
    private const int MaximumQuoteDepth = 8;
    private const int MaximumBreaks = 3;
    private const int MaximumSideBySideCharacters = 100;
    private const char NoBreakSpace = '\u00A0';

    /// <summary>White space, and characters that nobody sees.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\n\f\r\0\u00A0\u200B\u00AD\uFEFF\u034F");

    private readonly StringBuilder text = new();
    private int quotesOfLastLine;
    private int breaksPending;
    private bool spacePending;
    private bool tabPending;
    private bool emptyLinePending;
    private bool atLineStart = true;
    private int lineStart;

    /// <summary>Characters so far.</summary>
    public int Length => text.Length;

    /// <summary>Lines begun so far: tells whether something stayed on one line.</summary>
    public int Lines { get; private set; }

    /// <summary>Levels of quotation of what comes.</summary>
    public int Quotes { get; set; }

    /// <summary>Spaces before the lines that come.</summary>
    public int Indent { get; set; }

    /// <summary>White space is kept as it is.</summary>
    public bool IsPreformatted { get; set; }

    /// <summary>What was written from a place on, white space and quotation marks around it left out.</summary>
    public string From(int start) => text.ToString(start, text.Length - start).Trim(' ', '\n', '\t', '>');

    public string Finish() => text.ToString().Trim(' ', '\n', '\t');

    /// <summary>Adds text as HTML has it.</summary>
    public void Add(ReadOnlySpan<char> characters)
    {
        while (!characters.IsEmpty)
        {
            var run = characters.IndexOfAny(Special);
            run = run < 0 ? characters.Length : run;
            if (run > 0)
            {
                Put(characters[..run]);
                characters = characters[run..];
            }
            else
            {
                AddSpecial(characters[0]);
                characters = characters[1..];
            }
        }
    }

    /// <summary>Adds characters as they are.</summary>
    public void Put(ReadOnlySpan<char> characters)
    {
        if (characters.IsEmpty)
        {
            return;
        }

        if (breaksPending > 0 && text.Length > 0)
        {
            EndLine();
            StartLine();
        }
        else if (text.Length == 0)
        {
            StartLine();
        }
        else if (tabPending || spacePending)
        {
            text.Append(tabPending ? '\t' : ' ');
        }

        breaksPending = 0;
        spacePending = false;
        tabPending = false;
        emptyLinePending = false;
        atLineStart = false;
        text.Append(characters);
    }

    /// <summary>Adds to what was written last, before the space that may follow it.</summary>
    public void Attach(string characters) => text.Append(characters);

    /// <summary>Ends the line, as <c>br</c> does: several add up.</summary>
    public void LineBreak()
    {
        breaksPending++;
        StartOfLine();
    }

    /// <summary>Separates blocks: 1 begins a line, 2 leaves one empty. Of several the most counts.</summary>
    public void Break(int lines)
    {
        if (lines == 0)
        {
            return;
        }

        breaksPending = emptyLinePending && breaksPending == 1 ? 2 : breaksPending;
        breaksPending = Math.Max(breaksPending, lines);
        StartOfLine();
    }

    /// <summary>Begins a cell beside what is on a line, by that line's number; below it when there is more than that line, or much on it.</summary>
    /// <returns>It is beside it.</returns>
    public bool BeginCell(int line)
    {
        if (Lines != line || text.Length - lineStart > MaximumSideBySideCharacters)
        {
            Break(1);
            return false;
        }

        breaksPending = 0;
        StartOfLine();
        tabPending = true;
        return true;
    }

    /// <summary>The next characters go on in this line, although it is as if it had just begun.</summary>
    public void StayAtLineStart() => atLineStart = true;

    private void StartOfLine()
    {
        atLineStart = true;
        spacePending = false;
        tabPending = false;
        emptyLinePending = false;
    }

    private void AddSpecial(char c)
    {
        switch (c)
        {
            case '\n' when IsPreformatted:
                LineBreak();
                break;
            case ' ' or '\t' or '\f' when IsPreformatted:
                Put([c]);
                break;
            case ' ' or '\t' or '\n' or '\f' or '\r' when !IsPreformatted:
                spacePending = !atLineStart;
                break;
            case NoBreakSpace when atLineStart && !IsPreformatted:
                // What editors write to have an empty line; as indentation it would mean nothing in another font.
                emptyLinePending = true;
                break;
            case NoBreakSpace:
                Put(" ");
                break;
            default:
                // Invisible: where a word may be broken, and what stands for nothing at all.
                break;
        }
    }

    private void EndLine()
    {
        TrimEnd();
        for (var i = Math.Min(breaksPending, MaximumBreaks); i > 1; i--)
        {
            // An empty line belongs to the quote only when the lines around it do.
            text.Append('\n');
            AppendQuoteMarks(Math.Min(Quotes, quotesOfLastLine));
            TrimEnd();
        }

        text.Append('\n');
    }

    private void StartLine()
    {
        AppendQuoteMarks(Quotes);
        quotesOfLastLine = Quotes;
        text.Append(' ', Indent);
        lineStart = text.Length;
        Lines++;
    }

    private void AppendQuoteMarks(int depth)
    {
        for (var i = Math.Min(depth, MaximumQuoteDepth); i > 0; i--)
        {
            text.Append("> ");
        }
    }

    private void TrimEnd()
    {
        while (text.Length > 0 && text[^1] is ' ' or '\t')
        {
            text.Length--;
        }
    }
}
