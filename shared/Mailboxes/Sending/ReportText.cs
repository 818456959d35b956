using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Text from elsewhere, made fit to stand in a field of a report.</summary>
internal static class ReportText
{
    /// <summary>Characters of a line.</summary>
    public const int MaximumLineCharacters = 400;

    /// <summary>One line of printable ASCII: everything else is a question mark, and line ends are blanks.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaximumLineCharacters));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaximumLineCharacters)))
        {
            line.Append(c is '\r' or '\n' or '\t' ? ' ' : c is >= ' ' and < '\x7F' ? c : '?');
        }

        return line.ToString().Trim();
    }

    /// <summary>An address with its type, as delivery reports name it.</summary>
    /// <remarks>[RFC 3464] 2.3.2 Final-Recipient, [RFC 6533] 3 utf-8-addr-xtext.</remarks>
    public static string Address(string address)
    {
        if (Ascii.IsValid(address))
        {
            return $"rfc822; {address}";
        }

        var text = new StringBuilder("utf-8; ");
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value is not ('\\' or '+' or '='))
            {
                text.Append((char)rune.Value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{{{rune.Value:X2}}}");
            }
        }

        return text.ToString();
    }
}
