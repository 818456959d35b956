using System.Buffers;
using System.Text;

namespace Carbonio.Cloud.Lmtp.Commands;

/// <summary>One command line.</summary>
/// <param name="Verb">Its first word, in capitals.</param>
/// <param name="Argument">What follows the blank behind it, without blanks at its end; empty when nothing does.</param>
internal readonly record struct CommandLine(string Verb, string Argument)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a line.</summary>
    /// <returns>Null when it holds control characters, NUL among them, or is no UTF-8.</returns>
    public static CommandLine? Parse(ReadOnlySequence<byte> line)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return null; // there is no Try form for a sequence
        }

        if (text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
        {
            return null;
        }

        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0
            ? new(text.ToUpperInvariant(), "")
            : new(text[..blank].ToUpperInvariant(), text[(blank + 1)..].TrimEnd(' '));
    }
}
