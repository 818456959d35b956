namespace Carbonio.Cloud.Directory;

/// <content>The DoS filter.</content>
public static partial class ConfigurationAttributes
{
    private const long LongestAntiDosMilliseconds = 86_400_000;

    /// <summary><c>mobileAntiDosServiceEnabled</c>.</summary>
    public static ConfigurationAttribute AntiDosEnabled { get; } = Boolean("mobileAntiDosServiceEnabled", false, AttributeScopes.Global,
        "TRUE: a device that sends too many requests in too short a time is kept out for a while.");

    /// <summary><c>mobileAntiDosServiceJailDuration</c>, ms.</summary>
    public static ConfigurationAttribute AntiDosJailDuration { get; } = new("mobileAntiDosServiceJailDuration", AttributeType.Integer, "600000", AttributeScopes.Global,
        "How long such a device is kept out.")
    {
        Minimum = 1000, Maximum = LongestAntiDosMilliseconds, Unit = "ms",
    };

    /// <summary><c>mobileAntiDosServiceTimeWindow</c>, ms.</summary>
    public static ConfigurationAttribute AntiDosTimeWindow { get; } = new("mobileAntiDosServiceTimeWindow", AttributeType.Integer, "30000", AttributeScopes.Global,
        "The time in which a device may send mobileAntiDosServiceMaxRequests requests.")
    {
        Minimum = 100, Maximum = LongestAntiDosMilliseconds, Unit = "ms",
    };

    /// <summary><c>mobileAntiDosServiceMaxRequests</c>; 0 or less switches the filter off.</summary>
    public static ConfigurationAttribute AntiDosMaxRequests { get; } = Integer("mobileAntiDosServiceMaxRequests", 150, AttributeScopes.Global,
        "Requests that a device may send within mobileAntiDosServiceTimeWindow; the next one is refused. 0 or less: the filter does nothing.", -1, 10_000);

    /// <summary><c>carbonioAdminAlertAddress</c>.</summary>
    public static ConfigurationAttribute AdminAlertAddress { get; } = Text("carbonioAdminAlertAddress", null, AttributeScopes.Global,
        "Addresses of this service, comma separated, that get a mail for each server alert. Unset: alerts are only listed.");

    private static ConfigurationAttribute[] AntiDosAttributes =>
        [AntiDosEnabled, AntiDosJailDuration, AntiDosTimeWindow, AntiDosMaxRequests, AdminAlertAddress];
}
