using Microsoft.Extensions.Primitives;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>What a request says in If-Match ([RFC 9110] 13.1.1): nothing, anything that is there, or one strong tag. Lists are not taken.</summary>
/// <param name="IsReadable">False for what is none of these.</param>
/// <param name="IsSent">The header is there.</param>
/// <param name="Value">The tag without its quotes; null for anything.</param>
internal readonly record struct IfMatch(bool IsReadable, bool IsSent, string? Value)
{
    private const int MaximumCharacters = 100;

    public static IfMatch Read(StringValues header)
    {
        if (header.Count == 0)
        {
            return new(true, false, null);
        }

        var text = header.ToString().Trim();
        if (text == "*")
        {
            return new(true, true, null);
        }

        var isTag = text is ['"', .. var inner, '"'] && inner.Length is > 0 and <= MaximumCharacters && !inner.Contains('"', StringComparison.Ordinal);
        return new(isTag, true, isTag ? text[1..^1] : null);
    }
}
