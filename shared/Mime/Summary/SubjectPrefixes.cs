using System.Collections.Frozen;

namespace Carbonio.Cloud.Mime;

/// <summary>What mail programs put before the subject of an answer or a forwarded mail.</summary>
/// <remarks>RFC 5322, 3.6.5 knows <c>Re:</c> only; the rest is practice, as in RFC 5256, 2.1.</remarks>
public static class SubjectPrefixes
{
    /// <summary>Prefixes taken off one subject.</summary>
    public const int MaximumPrefixes = 50;

    private const int MaximumPrefixCharacters = 12;

    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "re", "fw", "fwd", // English, and most programs in any language
        "aw", "wg", // German
        "antw", "doorst", // Dutch
        "sv", "vs", "vb", "vl", // Swedish, Norwegian, Danish, Finnish
        "rv", "res", "enc", // Spanish, Portuguese
        "r", "rif", "i", // Italian
        "ref", "tr", // French
        "odp", "pd", // Polish
        "ynt", "ilt", // Turkish
        "bls", "trs", // Indonesian
        "ha", "továbbítás", "vá", // Hungarian
        "ΑΠ", "ΠΡΘ", "ΣΧΕΤ", // Greek
        "ответ", "пересл", // Russian
        "回复", "答复", "回覆", "转发", "轉寄", "轉發", // Chinese
        "返信", "転送", // Japanese
        "회신", "전달", // Korean
        "תגובה", "הועבר"); // Hebrew

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The subject without its prefixes, counted ones (<c>Re[2]:</c>, <c>Re(2):</c>) included.</summary>
    public static string Strip(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var rest = subject.AsSpan().Trim();
        for (var i = 0; i < MaximumPrefixes; i++)
        {
            var colon = rest[..Math.Min(rest.Length, MaximumPrefixCharacters)].IndexOfAny(':', '：');
            if (colon <= 0 || !Lookup.Contains(WithoutCount(rest[..colon].TrimEnd())))
            {
                break;
            }

            rest = rest[(colon + 1)..].TrimStart();
        }

        return rest.Length == subject.Length ? subject : rest.ToString();
    }

    private static ReadOnlySpan<char> WithoutCount(ReadOnlySpan<char> prefix)
    {
        var open = prefix.IndexOfAny("[(^");
        return open > 0 && prefix[(open + 1)..].TrimEnd("])").IndexOfAnyExceptInRange('0', '9') < 0 ? prefix[..open] : prefix;
    }
}
