using Carbonio.Cloud.Devices.Patterns;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>
/// Reads a rule from its type and parameter. The parameter of an and or or is a list such as <c>account=a@b.test,contains=android</c>.
/// A comma ends a part only where another part begins behind it, so that <c>regex=a{1,2}</c> is whole; an and or or inside of
/// another one has its list in parentheses: <c>contains=android,or=(domain=a.test,domain=b.test)</c>.
/// </summary>
internal static class EasFilterRuleParser
{
    private const string Types = "and, or, regex, contains, account or domain";

    /// <summary>Reads a rule.</summary>
    /// <returns>The rule, or one sentence for the admin.</returns>
    public static (EasFilterRule? Rule, string? Refusal) Parse(string type, string parameter)
    {
        if (!EasFilterWords.TryRead(type.AsSpan(), out var kind))
        {
            return (null, $"A filter's type is {Types}, not '{type}'.");
        }

        if (parameter.Length > EasFilterLimits.MaximumParameterCharacters || parameter.Any(char.IsControl))
        {
            return (null, $"A filter's parameter has at most {EasFilterLimits.MaximumParameterCharacters} characters, none of them a control character.");
        }

        var (rule, refusal) = Parse(kind, parameter, depth: 1);
        return rule?.Tree.Count() > EasFilterLimits.MaximumRules
            ? (null, $"A filter has at most {EasFilterLimits.MaximumRules} rules.")
            : (rule, refusal);
    }

    private static (EasFilterRule? Rule, string? Refusal) Parse(EasFilterRuleKind kind, string value, int depth)
    {
        switch (kind)
        {
            case EasFilterRuleKind.And or EasFilterRuleKind.Or:
                return ParseGroup(kind, value, depth);
            case EasFilterRuleKind.Regex:
                return AdminPattern.TryParse(value, out var refusal) is { } pattern
                    ? (new(kind, value, []) { Pattern = pattern }, null)
                    : (null, $"'{value}': {refusal}.");
            case EasFilterRuleKind.Contains:
                return value.Length > 0 ? (new(kind, value, []), null) : (null, "contains needs a text to look for.");
            case EasFilterRuleKind.Account:
                return Guid.TryParse(value, out var id) ? (new(kind, id.ToString("D"), []), null)
                    : AddressText.TryNormalize(value, out var address) ? (new(kind, address, []), null)
                    : (null, $"'{value}' is no account: give its address or id.");
            default:
                return AddressText.TryNormalizeDomain(value, out var domain) ? (new(kind, domain, []), null) : (null, $"'{value}' is no domain.");
        }
    }

    private static (EasFilterRule? Rule, string? Refusal) ParseGroup(EasFilterRuleKind kind, string list, int depth)
    {
        if (depth > EasFilterLimits.MaximumDepth)
        {
            return (null, $"At most {EasFilterLimits.MaximumDepth} ands and ors stand inside each other.");
        }

        var parts = new List<EasFilterRule>();
        for (var at = 0; at <= list.Length;)
        {
            var equals = list.IndexOf('=', at);
            if (equals < 0 || !EasFilterWords.TryRead(list.AsSpan(at, equals - at), out var part))
            {
                return (null, $"The parameter of {EasFilterWords.Of(kind)} is a list of type=value, such as contains=android,domain=example.com; '{list[at..]}' is none.");
            }

            var end = EndOfPart(list, equals + 1);
            var value = list[(equals + 1)..end];
            if (part is EasFilterRuleKind.And or EasFilterRuleKind.Or)
            {
                if (value is not ['(', .. var inner, ')'])
                {
                    return (null, $"The list of {EasFilterWords.Of(part)} inside another one stands in parentheses: {EasFilterWords.Of(part)}=(..).");
                }

                value = inner;
            }

            var (rule, refusal) = Parse(part, value, depth + 1);
            if (rule is null)
            {
                return (null, refusal);
            }

            parts.Add(rule);
            at = end + 1;
        }

        return (new(kind, "", parts), null);
    }

    // At the comma before the next part, or at the end. What stands in parentheses belongs together; a backslash takes what
    // follows out of the count, as it does in regular expressions.
    private static int EndOfPart(string list, int from)
    {
        var open = 0;
        for (var i = from; i < list.Length; i++)
        {
            switch (list[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    open++;
                    break;
                case ')':
                    open--;
                    break;
                case ',' when open <= 0 && BeginsPart(list, i + 1):
                    return i;
            }
        }

        return list.Length;
    }

    private static bool BeginsPart(string list, int at)
    {
        var equals = list.IndexOf('=', at);
        return equals > at && EasFilterWords.TryRead(list.AsSpan(at, equals - at), out _);
    }
}
