namespace Carbonio.Cloud.Directory;

/// <content>How phones are told of what is new.</content>
public static partial class ConfigurationAttributes
{
    /// <summary><c>ZxMobile_NotificationsLatency</c>.</summary>
    public static ConfigurationAttribute NotificationsLatency { get; } = new("ZxMobile_NotificationsLatency", AttributeType.Integer, "0", ServiceWide,
        "How long something new waits before phones that hold a request are told, so that several things are told at once. Only while ZxMobile_UseInstantNotficiations is FALSE.")
    {
        Minimum = 0, Maximum = 300, Unit = "s",
    };

    /// <summary><c>ZxMobile_UseInstantNotficiations</c>, misspelt in the product; the right spelling is an alias.</summary>
    public static ConfigurationAttribute UseInstantNotifications { get; } = new("ZxMobile_UseInstantNotficiations", AttributeType.Boolean, "TRUE", ServiceWide,
        "TRUE: phones that hold a request are told at once, whatever ZxMobile_NotificationsLatency says.")
    {
        Aliases = ["ZxMobile_UseInstantNotifications"],
    };

    /// <summary><c>ZxMobile_MaxPingHeartbeat</c>.</summary>
    public static ConfigurationAttribute MaxPingHeartbeat { get; } = new("ZxMobile_MaxPingHeartbeat", AttributeType.Integer, "3540", ServiceWide,
        "Longest time that a phone's request is held. What the server's host allows may be less.")
    {
        Minimum = 60, Maximum = 3540, Unit = "s",
    };

    /// <summary><c>ZxMobile_MaxOutlookVersion</c>.</summary>
    public static ConfigurationAttribute MaxOutlookVersion { get; } = new("ZxMobile_MaxOutlookVersion", AttributeType.Choice, null, ServiceWide,
        "Protocol version that Outlook is held at, by a built-in EAS filter before all others; unset: Outlook is treated like every client.")
    {
        Choices = ["2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1"],
    };

    private static ConfigurationAttribute[] PushAttributes => [NotificationsLatency, UseInstantNotifications, MaxPingHeartbeat, MaxOutlookVersion];
}
