using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>One record of a log: a line, and lines below it that belong to it.</summary>
/// <param name="At">When what it tells of had happened.</param>
/// <param name="Level">How grave it is: <see cref="AccountLoggerLevel.Info"/> or below.</param>
/// <param name="Text">Its lines, separated by LF.</param>
public sealed record LogRecord(DateTimeOffset At, AccountLoggerLevel Level, string Text)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private const int MomentCharacters = 28;
    private const string Indent = "  ";

    /// <summary>The record as it stands in a chunk: its first line begins with the moment, all others with blanks.</summary>
    public void WriteTo(StringBuilder chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        chunk.Append(At.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)).Append(' ').Append(AccountLoggerLevels.Word(Level).ToUpperInvariant());
        var prefix = " ";
        foreach (var line in Text.AsSpan().EnumerateLines())
        {
            chunk.Append(prefix).Append(line).Append('\n');
            prefix = Indent;
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(Text.Length + 64);
        WriteTo(text);
        return text.ToString(0, text.Length - 1);
    }

    /// <summary>The records of a chunk, in their order. What is damaged belongs to the record before it.</summary>
    public static IEnumerable<LogRecord> Read(string chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        LogRecord? record = null;
        var text = new StringBuilder();
        foreach (var line in chunk.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (TryReadHead(line, out var head))
            {
                if (record is not null)
                {
                    yield return record with { Text = text.ToString() };
                }

                record = head;
                text.Clear().Append(head.Text);
            }
            else
            {
                text.Append('\n').Append(line.StartsWith(Indent, StringComparison.Ordinal) ? line[Indent.Length..] : line);
            }
        }

        if (record is not null)
        {
            yield return record with { Text = text.ToString() };
        }
    }

    private static bool TryReadHead(string line, [NotNullWhen(true)] out LogRecord? head)
    {
        head = null;
        if (line.Length <= MomentCharacters + 1
            || !DateTimeOffset.TryParseExact(line.AsSpan(0, MomentCharacters), Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }

        var rest = line[(MomentCharacters + 1)..];
        var blank = rest.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || AccountLoggerLevels.Read(rest[..blank]) is not { } level)
        {
            return false;
        }

        head = new(at, level, rest[(blank + 1)..]);
        return true;
    }
}
