namespace Carbonio.Cloud.Devices.EasFilters;

/// <summary>One filter: which requests it matches, and what it does with the versions they are offered.</summary>
/// <param name="Key">Its name: <see cref="EasFilterEntry.Key"/>.</param>
/// <param name="Rule">When it matches.</param>
/// <param name="Mode">What it does.</param>
/// <param name="Versions">With which versions.</param>
/// <param name="Blocking">No filter behind it is asked once it matched.</param>
public sealed record EasFilter(string Key, EasFilterRule Rule, EasFilterMode Mode, VersionSet Versions, bool Blocking)
{
    /// <summary>Longest key.</summary>
    public const int MaximumKeyCharacters = 32;

    /// <summary>Key of the filter that <c>ZxMobile_MaxOutlookVersion</c> makes.</summary>
    public const string OutlookKey = "outlook";

    /// <summary>True for the filter that stands first while <c>ZxMobile_MaxOutlookVersion</c> is set, and that no command moves or deletes.</summary>
    public bool IsBuiltIn => Key == OutlookKey;

    /// <summary>The filter that holds Outlook at one version.</summary>
    public static EasFilter Outlook(VersionSet versions) => new(
        OutlookKey,
        new(EasFilterRuleKind.Or, "", [new(EasFilterRuleKind.Contains, "outlook/", []), new(EasFilterRuleKind.Contains, "microsoft.outlook", [])]),
        EasFilterMode.Fixed,
        versions,
        Blocking: true);

    /// <summary>A filter from what was asked for or is stored.</summary>
    /// <returns>The filter, or one sentence for the admin.</returns>
    public static (EasFilter? Filter, string? Refusal) Parse(EasFilterEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!IsKey(entry.Key))
        {
            return (null, $"A filter's key is 1 to {MaximumKeyCharacters} of the characters a-z and 0-9, and not '{OutlookKey}'.");
        }

        if (!EasFilterWords.TryRead(entry.Mode, out EasFilterMode mode))
        {
            return (null, $"A filter's mode is add, subtract, fixed or limit, not '{entry.Mode}'.");
        }

        if (!VersionSet.TryParse(entry.Versions, out var versions))
        {
            return (null, $"Versions are a comma separated list of {string.Join(", ", VersionSet.Known)}, not '{entry.Versions}'.");
        }

        if (mode == EasFilterMode.Limit && versions.Count > 1)
        {
            return (null, "Mode limit takes one version: the newest that may be offered.");
        }

        var (rule, refusal) = EasFilterRuleParser.Parse(entry.Type, entry.Parameter);
        return rule is null ? (null, refusal) : (new(entry.Key, rule, mode, versions, entry.Blocking), null);
    }

    /// <summary>What is left of, or added to, the versions on offer. Nothing beyond what the server speaks is ever added.</summary>
    public VersionSet Apply(VersionSet offered, VersionSet served) => Mode switch
    {
        EasFilterMode.Add => offered.Or(Versions.And(served)),
        EasFilterMode.Subtract => offered.Without(Versions),
        EasFilterMode.Fixed => Versions.And(served),
        _ => offered.UpTo(Versions),
    };

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= MaximumKeyCharacters && key != OutlookKey && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
