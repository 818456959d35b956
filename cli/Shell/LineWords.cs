using System.Text;

namespace Carbonio.Cloud.Cli.Shell;

/// <summary>
/// Splits a line into words as a Unix shell does: blanks part them, <c>'...'</c> stands for itself, within <c>"..."</c> and
/// outside a backslash takes the next character as it is, and a word that begins with <c>#</c> begins a comment.
/// </summary>
internal static class LineWords
{
    private const char None = '\0';

    /// <summary>The words of a whole line.</summary>
    /// <returns>Null when a quote is not closed.</returns>
    public static IReadOnlyList<string>? Split(string line) => Read(line) is { Quote: None } read ? read.Words : null;

    /// <summary>The words of a line that is still being typed; the last is the one at its end, empty after a blank.</summary>
    public static IReadOnlyList<string> SplitUnfinished(string line)
    {
        var read = Read(line);
        return read.InWord ? read.Words : [.. read.Words, ""];
    }

    private static (List<string> Words, bool InWord, char Quote) Read(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        var quote = None;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == None && char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else if (quote == None && !inWord && c == '#')
            {
                break;
            }
            else if (c == quote)
            {
                quote = None;
            }
            else if (c is '\'' or '"' && quote == None)
            {
                (quote, inWord) = (c, true);
            }
            else
            {
                if (c == '\\' && quote != '\'' && i + 1 < line.Length && (quote == None || line[i + 1] is '"' or '\\'))
                {
                    c = line[++i];
                }

                word.Append(c);
                inWord = true;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return (words, inWord, quote);
    }
}
