using System.Buffers;

namespace Carbonio.Cloud.Devices.Patterns;

/// <summary>
/// What Java's regular expressions have and .NET's lack, or read otherwise. Admins bring patterns from Carbonio, which is Java:
/// one that would silently mean something else is refused by the name of the part.
/// </summary>
/// <remarks>java.util.regex.Pattern, of Java 17.</remarks>
internal static class JavaSyntax
{
    private const string OtherFlags = "duU";

    private static readonly SearchValues<char> QuantifierLetters = SearchValues.Create("0123456789,");

    /// <summary>Looks for the first such part.</summary>
    /// <returns>Its name, for the admin; null when there is none.</returns>
    public static string? FindForeign(string pattern)
    {
        var quantified = false; // what stands before is a quantifier, which a + would make possessive
        for (var i = 0; i < pattern.Length; i++)
        {
            var wasQuantified = quantified;
            quantified = false;
            switch (pattern[i])
            {
                case '\\':
                    if (FindInEscape(pattern, i, inClass: false) is { } escape)
                    {
                        return escape;
                    }

                    i++;
                    break;
                case '[':
                    if (FindInClass(pattern, ref i) is { } inClass)
                    {
                        return inClass;
                    }

                    break;
                case '(' when Next(pattern, i) == '?':
                    if (FindInFlags(pattern, i + 2) is { } flag)
                    {
                        return flag;
                    }

                    i++;
                    break;
                case '+' when wasQuantified:
                    return "a possessive quantifier such as *+";
                case '*' or '+' or '?':
                    quantified = !wasQuantified; // a ? after a quantifier makes it lazy
                    break;
                case '{' when QuantifierLength(pattern, i) is var length and > 0:
                    quantified = true;
                    i += length - 1;
                    break;
            }
        }

        return null;
    }

    private static string? FindInClass(string pattern, ref int i)
    {
        i++;
        if (i < pattern.Length && pattern[i] == '^')
        {
            i++;
        }

        for (var first = i; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case ']' when i > first:
                    return null;
                case '[':
                    return "a class inside a class, [..[..]]";
                case '&' when Next(pattern, i) == '&':
                    return "&& in a class";
                case '\\':
                    if (FindInEscape(pattern, i, inClass: true) is { } escape)
                    {
                        return escape;
                    }

                    i++;
                    break;
            }
        }

        return null;
    }

    private static string? FindInEscape(string pattern, int at, bool inClass) => Next(pattern, at) switch
    {
        'Q' or 'E' => @"quoting with \Q..\E",
        'h' or 'H' or 'v' or 'V' or 'R' or 'X' or 'N' => $@"\{pattern[at + 1]}",
        '0' => @"an octal character \0n",
        'x' when Next(pattern, at + 1) == '{' => @"\x{..}",
        'b' when !inClass && Next(pattern, at + 1) == '{' => @"\b{..}",
        'p' or 'P' => FindInProperty(pattern, at + 2),
        _ => null,
    };

    // Both know the general categories, such as \p{L} and \p{Lu}. Java's other names are scripts, POSIX classes and its own.
    private static string? FindInProperty(string pattern, int at)
    {
        if (at >= pattern.Length || pattern[at] != '{')
        {
            return @"\pL without braces";
        }

        var end = pattern.IndexOf('}', at);
        return end < 0 || end - at - 1 <= 2 ? null : $@"the property \p{pattern[at..(end + 1)]}";
    }

    private static string? FindInFlags(string pattern, int at)
    {
        for (; at < pattern.Length && (char.IsAsciiLetter(pattern[at]) || pattern[at] == '-'); at++)
        {
            if (OtherFlags.Contains(pattern[at], StringComparison.Ordinal))
            {
                return $"the flag (?{pattern[at]})";
            }
        }

        return null;
    }

    private static int QuantifierLength(string pattern, int at)
    {
        var end = pattern.IndexOf('}', at);
        return end > at + 1 && char.IsAsciiDigit(pattern[at + 1]) && !pattern.AsSpan(at + 1, end - at - 1).ContainsAnyExcept(QuantifierLetters)
            ? end - at + 1
            : 0;
    }

    private static char Next(string pattern, int at) => at + 1 < pattern.Length ? pattern[at + 1] : '\0';
}
