using System.Text;

namespace Carbonio.Cloud.Cli.Shell;

/// <summary>
/// Lets a person type one line on a terminal, with the keys of a Unix shell: arrows, Home and End, Ctrl-A E B F K U W D C L, the
/// history by up and down, completions by Tab. A line wider than the terminal is shown in part.
/// </summary>
internal sealed class LineEditor(IShellTerminal terminal, string prompt, IReadOnlyList<string> history, Func<string, Completion> complete)
{
    private readonly StringBuilder text = new();
    private int cursor;
    private int recalled = history.Count;
    private string typed = "";

    /// <summary>Reads a line.</summary>
    /// <returns>Null when the person is done: Ctrl-D on an empty line.</returns>
    public string? Read()
    {
        Show();
        while (true)
        {
            var key = terminal.ReadKey();
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.Write("\r\n");
                return text.ToString();
            }

            if (IsControl(key, ConsoleKey.D) && text.Length == 0)
            {
                terminal.Write("\r\n");
                return null;
            }

            Take(key);
            Show();
        }
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control);

    private void Take(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Tab:
                Complete();
                break;
            case ConsoleKey.UpArrow:
                Recall(recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(recalled + 1);
                break;
            case ConsoleKey.LeftArrow:
                cursor = Math.Max(0, cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                cursor = Math.Min(text.Length, cursor + 1);
                break;
            case ConsoleKey.Home:
                cursor = 0;
                break;
            case ConsoleKey.End:
                cursor = text.Length;
                break;
            case ConsoleKey.Backspace:
                Remove(cursor - 1, cursor);
                break;
            case ConsoleKey.Delete:
                Remove(cursor, cursor + 1);
                break;
            default:
                if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
                {
                    TakeControl(key.Key);
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    text.Insert(cursor++, key.KeyChar);
                }

                break;
        }
    }

    private void TakeControl(ConsoleKey letter)
    {
        switch (letter)
        {
            case ConsoleKey.A:
                cursor = 0;
                break;
            case ConsoleKey.E:
                cursor = text.Length;
                break;
            case ConsoleKey.B:
                cursor = Math.Max(0, cursor - 1);
                break;
            case ConsoleKey.F:
                cursor = Math.Min(text.Length, cursor + 1);
                break;
            case ConsoleKey.H:
                Remove(cursor - 1, cursor);
                break;
            case ConsoleKey.D:
                Remove(cursor, cursor + 1);
                break;
            case ConsoleKey.K:
                Remove(cursor, text.Length);
                break;
            case ConsoleKey.U:
                Remove(0, cursor);
                break;
            case ConsoleKey.W:
                Remove(StartOfWord(), cursor);
                break;
            case ConsoleKey.L:
                terminal.Write("\x1b[2J\x1b[H");
                break;
            case ConsoleKey.C:
                terminal.Write("^C\r\n");
                Remove(0, text.Length);
                break;
        }
    }

    private int StartOfWord()
    {
        var at = cursor;
        while (at > 0 && text[at - 1] == ' ')
        {
            at--;
        }

        while (at > 0 && text[at - 1] != ' ')
        {
            at--;
        }

        return at;
    }

    private void Remove(int from, int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(text.Length, to));
        if (from < to)
        {
            text.Remove(from, to - from);
            cursor = from;
        }
    }

    // Below the newest line of the history stands what was being typed.
    private void Recall(int number)
    {
        if (number < 0 || number > history.Count)
        {
            return;
        }

        typed = recalled == history.Count ? text.ToString() : typed;
        recalled = number;
        text.Clear().Append(number == history.Count ? typed : history[number]);
        cursor = text.Length;
    }

    private void Complete()
    {
        var found = complete(text.ToString(0, cursor));
        if (found.Insert.Length > 0)
        {
            text.Insert(cursor, found.Insert);
            cursor += found.Insert.Length;
        }
        else if (found.Candidates.Count > 1)
        {
            terminal.Write("\r\n" + string.Join("  ", found.Candidates) + "\r\n");
        }
    }

    private void Show()
    {
        var room = Math.Max(8, terminal.Width - prompt.Length - 1);
        var first = Math.Max(0, cursor - room);
        var shown = text.ToString(first, Math.Min(room, text.Length - first));
        var column = prompt.Length + cursor - first;
        terminal.Write($"\r{prompt}{shown}\x1b[K\r\x1b[{column}C");
    }
}
