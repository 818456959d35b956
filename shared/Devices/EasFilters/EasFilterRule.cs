using Carbonio.Cloud.Devices.Patterns;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>When a filter matches: a rule, or for and and or a tree of them.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Value">What it looks for: text, address or domain; empty for always, and and or.</param>
/// <param name="Parts">Rules of an and or or; else empty.</param>
public sealed record EasFilterRule(EasFilterRuleKind Kind, string Value, IReadOnlyList<EasFilterRule> Parts)
{
    internal AdminPattern? Pattern { get; init; }

    /// <summary>Matches every request.</summary>
    public static EasFilterRule Always { get; } = new(EasFilterRuleKind.Always, "", []);

    /// <summary>This rule and all below it.</summary>
    public IEnumerable<EasFilterRule> Tree => Parts.SelectMany(part => part.Tree).Prepend(this);

    /// <summary>Asks it.</summary>
    /// <returns>Null when a regular expression took too long to say.</returns>
    public bool? Matches(AccountView account, string userAgent)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(userAgent);
        return Kind switch
        {
            EasFilterRuleKind.Always => true,
            EasFilterRuleKind.And => MatchesAll(account, userAgent),
            EasFilterRuleKind.Or => MatchesOne(account, userAgent),
            EasFilterRuleKind.Regex => Pattern!.IsIn(userAgent),
            EasFilterRuleKind.Contains => userAgent.Contains(Value, StringComparison.OrdinalIgnoreCase),
            EasFilterRuleKind.Account => IsAccount(account),
            _ => string.Equals(account.Domain, Value, StringComparison.Ordinal),
        };
    }

    /// <summary>As Carbonio's listing prints it, brackets and all: its and and or lack the last one.</summary>
    public override string ToString() => Kind switch
    {
        EasFilterRuleKind.Always => "[type = always]",
        EasFilterRuleKind.And => $"[type = and; rules = [{string.Join(" AND ", Parts)}]",
        EasFilterRuleKind.Or => $"[type = or; rules = [{string.Join(" OR ", Parts)}]",
        _ => $"[type = {EasFilterWords.Of(Kind)}; rule = {Value}]",
    };

    private bool? MatchesAll(AccountView account, string userAgent)
    {
        bool? all = true;
        foreach (var part in Parts)
        {
            switch (part.Matches(account, userAgent))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all;
    }

    private bool? MatchesOne(AccountView account, string userAgent)
    {
        bool? one = false;
        foreach (var part in Parts)
        {
            switch (part.Matches(account, userAgent))
            {
                case true:
                    return true;
                case null:
                    one = null;
                    break;
            }
        }

        return one;
    }

    private bool IsAccount(AccountView account)
    {
        if (string.Equals(account.Address, Value, StringComparison.Ordinal) || string.Equals(account.ZimbraId, Value, StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var alias in account.Aliases)
        {
            if (string.Equals(alias, Value, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
