namespace Carbonio.Cloud.Directory;

/// <content>What shapes the versions that devices are offered.</content>
public static partial class ConfigurationAttributes
{
    /// <summary><c>ZxMobile_MaxOutlookVersion</c>; null while unset.</summary>
    public static ConfigurationAttribute MaxOutlookVersion { get; } =
        new("ZxMobile_MaxOutlookVersion", AttributeType.Choice, null, AttributeScopes.Global,
            "Protocol version that Outlook is held at, by a built-in EAS filter before all others. Unset: Outlook is treated like every client.")
        {
            Choices = ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"],
        };

    private static ConfigurationAttribute[] EasFilterAttributes => [MaxOutlookVersion];
}
