namespace Carbonio.Cloud.Directory;

/// <content>Which devices may connect.</content>
public static partial class ConfigurationAttributes
{
    /// <summary><c>abqMode</c>.</summary>
    public static ConfigurationAttribute AbqMode { get; } = Choice("abqMode", "Permissive", AttributeScopes.Global | CosAndAccount,
        "What becomes of a device that no list and no rule names. Kept for ABQ, which is not part of this release.", "Permissive", "Interactive", "Strict", "Disabled");

    /// <summary><c>abqNotificationsInterval</c>.</summary>
    public static ConfigurationAttribute AbqNotificationsInterval { get; } = new("abqNotificationsInterval", AttributeType.Integer, "0", AttributeScopes.Global,
        "How often admins are sent a mail about devices newly in quarantine; 0 for never. Kept for ABQ, which is not part of this release.")
    {
        Minimum = 0, Maximum = 366L * 24 * 60 * 60 * 1000, Unit = "ms",
    };

    /// <summary><c>abq_enabled_at_startup</c>.</summary>
    public static ConfigurationAttribute AbqEnabledAtStartup { get; } = Boolean("abq_enabled_at_startup", true, AttributeScopes.Global,
        "Start ABQ with the server. Kept for ABQ, which is not part of this release.");

    private static ConfigurationAttribute[] AbqAttributes => [AbqMode, AbqNotificationsInterval, AbqEnabledAtStartup];
}
