namespace Carbonio.Cloud.Mime;

/// <summary>What of an element's <c>style</c> attribute matters to a text.</summary>
/// <remarks>CSS Style Attributes, 3.</remarks>
internal static class InlineStyle
{
    /// <summary>Characters looked at.</summary>
    private const int MaximumCharacters = 2000;

    /// <summary>
    /// Nothing of the element is to be seen: it is not laid out, not painted, or of no height. A font of no size says nothing:
    /// newsletters have it on the table around texts that set their own.
    /// </summary>
    public static bool IsHidden(ReadOnlySpan<char> style) =>
        Is(style, "display", "none") || Is(style, "visibility", "hidden")
        || ((Is(style, "max-height", "0") || Is(style, "max-height", "0px")) && Is(style, "overflow", "hidden"));

    /// <summary>The line with which Outlook separates an answer from what it answers: a border above, and none elsewhere.</summary>
    public static bool IsRule(ReadOnlySpan<char> style) => Is(style, "border", "none") && Starts(style, "border-top", "solid");

    private static bool Is(ReadOnlySpan<char> style, string property, string value) =>
        Find(style, property).Equals(value, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(ReadOnlySpan<char> style, string property, string value) =>
        Find(style, property).StartsWith(value, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a property, the last one if it is there twice; empty when it isn't.</summary>
    private static ReadOnlySpan<char> Find(ReadOnlySpan<char> style, string property)
    {
        style = style[..Math.Min(style.Length, MaximumCharacters)];
        var found = ReadOnlySpan<char>.Empty;
        if (!style.Contains(property, StringComparison.OrdinalIgnoreCase))
        {
            return found;
        }

        foreach (var range in style.Split(';'))
        {
            var declaration = style[range];
            var colon = declaration.IndexOf(':');
            if (colon > 0 && declaration[..colon].Trim().Equals(property, StringComparison.OrdinalIgnoreCase))
            {
                var value = declaration[(colon + 1)..];
                var important = value.IndexOf('!');
                found = (important < 0 ? value : value[..important]).Trim();
            }
        }

        return found;
    }
}
