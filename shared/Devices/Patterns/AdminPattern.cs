using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Devices.Patterns;

/// <summary>
/// A regular expression that an admin wrote, matched against what a device says of itself: without regard to case, in time that
/// is linear in the text where the pattern allows it, and else within <see cref="Patience"/>.
/// </summary>
public sealed class AdminPattern
{
    /// <summary>Longest pattern.</summary>
    public const int MaximumCharacters = 512;

    /// <summary>How long one match may take of a pattern that is not <see cref="IsLinear"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Regex regex;

    private AdminPattern(string text, Regex regex)
    {
        Text = text;
        this.regex = regex;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>False when the pattern looks back or around, so that only <see cref="Patience"/> bounds its time.</summary>
    public bool IsLinear => regex.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Reads a pattern.</summary>
    /// <returns>Null when it is refused; then <paramref name="refusal"/> says why, as part of a sentence.</returns>
    public static AdminPattern? TryParse(string text, out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        refusal = text.Length switch
        {
            0 => "the regular expression is empty",
            > MaximumCharacters => $"the regular expression is longer than {MaximumCharacters} characters",
            _ => JavaSyntax.FindForeign(text) is { } foreign ? $"the regular expression has {foreign}, which is not known here" : null,
        };
        if (refusal is not null)
        {
            return null;
        }

        try
        {
            return new(text, Compile(text));
        }
        catch (RegexParseException fault)
        {
            refusal = $"the regular expression is wrong at character {fault.Offset + 1}: {fault.Error}";
            return null;
        }
    }

    /// <summary>Looks for the pattern anywhere in a text.</summary>
    /// <returns>Null when it took too long to say.</returns>
    public bool? IsIn(string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Regex Compile(string text)
    {
        const RegexOptions options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        try
        {
            // Its time is bounded by the lengths of pattern and text: a limit would only make it fail on a busy machine.
            return new(text, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            // It refers back, looks around, or would be too large an automaton.
            return new(text, options, Patience);
        }
    }
}
