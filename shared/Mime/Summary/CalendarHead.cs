namespace Carbonio.Cloud.Mime;

/// <summary>What a message's class depends on in its calendar part.</summary>
/// <param name="Method">METHOD in upper case; null when there is no calendar part or it has none.</param>
/// <param name="ParticipationStatus">PARTSTAT of the first attendee in upper case; null when there is none.</param>
/// <remarks>RFC 5545, 3.7.2 and 3.2.12; RFC 6047, 2.4, whose parameter of the type must say the same.</remarks>
internal readonly record struct CalendarHead(string? Method, string? ParticipationStatus)
{
    /// <summary>Bytes of the calendar that are looked at; METHOD stands at the top.</summary>
    private const int SearchedBytes = 32 * 1024;

    private const int MaximumWordCharacters = 32;

    public static CalendarHead Read(MimeMessage message, MessageLayout layout)
    {
        if (layout.CalendarPart is not { } index)
        {
            return default;
        }

        var part = layout.Parts[index];
        var text = PartContent.DecodeText(MessageBody.In(message.Source)(part), part, SearchedBytes);

        // RFC 5545, 3.1: a long line is folded anywhere.
        text = text.Replace("\r\n ", string.Empty, StringComparison.Ordinal).Replace("\n ", string.Empty, StringComparison.Ordinal);
        string? method = null;
        string? status = null;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].Trim();
            if (line.StartsWith("METHOD:", StringComparison.OrdinalIgnoreCase))
            {
                method ??= Word(line["METHOD:".Length..]);
            }
            else if (status is null && line.StartsWith("ATTENDEE", StringComparison.OrdinalIgnoreCase)
                && line.IndexOf("PARTSTAT=", StringComparison.OrdinalIgnoreCase) is var at and > 0)
            {
                status = Word(line[(at + "PARTSTAT=".Length)..]);
            }
        }

        return new CalendarHead(method, status);
    }

    private static string Word(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \"");
        var end = text.IndexOfAny(";:\" ");
        var word = end < 0 ? text : text[..end];
        return word[..Math.Min(word.Length, MaximumWordCharacters)].ToString().ToUpperInvariant();
    }
}
