using Carbonio.Cloud.Cli.CommandLine;

namespace Carbonio.Cloud.Cli.Configuration;

/// <summary>A level of configuration, and how its target is named.</summary>
/// <param name="Name">The word for the level.</param>
/// <param name="Target">The parameter that names the target; null where there is none.</param>
/// <param name="Path">Where the server keeps it, without the target.</param>
/// <param name="SampleTarget">A target for examples.</param>
/// <param name="SampleAttribute">An attribute for examples.</param>
/// <param name="SampleValue">A value for examples.</param>
internal sealed record ConfigTarget(string Name, ParameterSpec? Target, string Path, string SampleTarget, string SampleAttribute, string SampleValue)
{
    public static IReadOnlyList<ConfigTarget> All { get; } =
    [
        new("global", null, "config/global", "", "ZxMobile_MaxPingHeartbeat", "600"),
        new("domain", new("domain", "Domain Name", "example.com"), "config/domains/", " example.com", "zimbraMailQuota", "1000000000"),
        new("cos", new("cos", "COS Name/ID", "default"), "config/cos/", " default", "zimbraFeatureMobileSyncEnabled", "TRUE"),
        new("account", new("account", "Account Name/ID", "alice@example.com"), "config/accounts/", " alice@example.com", "zimbraFeatureMobileSyncEnabled", "FALSE"),

        // A deployment has one configuration, whatever name a script has for its host.
        new("server", new("server", "Server Name/ID", "any name: this deployment"), "config/server", " mail.example.com", "ZxMobile_NotificationsLatency", "20"),
    ];

    /// <summary>Target and attribute, as an example has them.</summary>
    public string Sample => $"{SampleTarget} {SampleAttribute}";

    public IEnumerable<ParameterSpec> Parameters => Target is null ? [] : [Target];

    public string PathOf(CommandContext context) => Target is null || Name == "server" ? Path : Path + AdminClient.Escape(context[Target.Name]);
}
