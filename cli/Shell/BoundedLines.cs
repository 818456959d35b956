using System.Text;

namespace Carbonio.Cloud.Cli.Shell;

/// <summary>Reads lines of any input in little memory: what is longer than a command can be is passed over, not kept.</summary>
internal sealed class BoundedLines(TextReader reader)
{
    /// <summary>Longest line taken.</summary>
    public const int MaximumCharacters = 64 * 1024;

    private readonly char[] buffer = new char[4096];
    private readonly StringBuilder line = new();
    private int at;
    private int length;

    /// <summary>The next line, without its end.</summary>
    /// <returns>False at the end of the input; a null text for a line that is too long.</returns>
    public bool TryRead(out string? text)
    {
        line.Clear();
        var any = false;
        var isTooLong = false;
        while (Fill())
        {
            any = true;
            var end = buffer.AsSpan(at, length - at).IndexOf('\n');
            var piece = buffer.AsSpan(at, end < 0 ? length - at : end);
            isTooLong |= line.Length + piece.Length > MaximumCharacters + 1; // a carriage return may stand before the end
            if (!isTooLong)
            {
                line.Append(piece);
            }

            at += piece.Length + (end < 0 ? 0 : 1);
            if (end >= 0)
            {
                break;
            }
        }

        text = any && !isTooLong ? line.ToString().TrimEnd('\r') : null;
        text = text?.Length > MaximumCharacters ? null : text;
        return any;
    }

    private bool Fill()
    {
        if (at == length)
        {
            (at, length) = (0, reader.Read(buffer));
        }

        return at < length;
    }
}
