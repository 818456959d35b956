using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>The line under a subject in a list of mails.</summary>
/// <remarks>[MS-ASAIRS] Preview: plain text, at most 255 characters.</remarks>
public static class PreviewText
{
    /// <summary>Longest preview that a device may ask for.</summary>
    public const int MaximumCharacters = 255;

    /// <summary>The beginning of a text on one line: white space collapsed, quoted lines kept, never half of a surrogate pair.</summary>
    public static string Make(string text, int maximumCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumCharacters);
        var preview = new StringBuilder(Math.Min(text.Length, maximumCharacters + 1));
        var spacePending = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                spacePending = preview.Length > 0;
                continue;
            }

            // Newsletters pad their preview line with joiners between spaces; inside words they are part of the writing.
            if ((c is '\u200C' or '\u200D' && (spacePending || preview.Length == 0)) || c is '\u200B' or '\u00AD' or '\u034F' or '\uFEFF')
            {
                continue;
            }

            if (preview.Length + (spacePending ? 1 : 0) >= maximumCharacters)
            {
                break;
            }

            if (spacePending)
            {
                preview.Append(' ');
                spacePending = false;
            }

            preview.Append(c);
        }

        if (preview.Length > 0 && char.IsHighSurrogate(preview[^1]))
        {
            preview.Length--;
        }

        return preview.ToString();
    }
}
