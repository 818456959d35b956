using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Devices.EasFilters;

namespace Carbonio.Cloud.ActiveSync.Versions;

/// <summary>The protocol versions that one account's user agent is offered: all that the server speaks, or what the EAS filters leave of them.</summary>
public sealed class VersionOffer
{
    private static readonly VersionOffer?[] Made = new VersionOffer?[VersionSet.Sets];

    private readonly VersionSet versions;

    private VersionOffer(VersionSet versions)
    {
        this.versions = versions;
        var rules = VersionRules.Offered.Where(Has).ToList();
        Versions = string.Join(',', rules.Select(one => one.Name));
        Commands = string.Join(',', rules.SelectMany(one => one.Commands).Distinct().Select(CommandNames.Name));
    }

    /// <summary>What the server speaks.</summary>
    public static VersionSet Served { get; } = VersionSet.Of(VersionRules.Offered.Select(rules => rules.Name));

    /// <summary>Everything that the server speaks.</summary>
    public static VersionOffer All { get; } = Of(Served);

    /// <summary>Value of MS-ASProtocolVersions; empty when no version is on offer.</summary>
    public string Versions { get; }

    /// <summary>Value of MS-ASProtocolCommands: what the versions on offer have.</summary>
    public string Commands { get; }

    /// <summary>The offer of these versions, as far as the server speaks them. Each is made once.</summary>
    public static VersionOffer Of(VersionSet versions)
    {
        var served = versions.And(Served);
        return Made[served.Bits] ??= new(served);
    }

    /// <summary>True when the version is on offer.</summary>
    public bool Has(VersionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return versions.Contains(rules.Name);
    }
}
