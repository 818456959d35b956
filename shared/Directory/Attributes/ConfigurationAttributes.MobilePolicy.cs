namespace Carbonio.Cloud.Directory;

/// <content>The device policy.</content>
public static partial class ConfigurationAttributes
{
    /// <summary>Prefix of the names in the device policy.</summary>
    public const string PolicyPrefix = "zimbraMobilePolicy";

    /// <summary>The device policy, <c>zimbraMobilePolicy...</c>, in the order of the table.</summary>
    public static IReadOnlyList<ConfigurationAttribute> MobilePolicy { get; } =
    [
        Policy("AllowNonProvisionableDevices", true, "Let devices in that cannot enforce policies."),
        Policy("AllowPartialProvisioning", true, "Let devices in that enforce only part of the policy."),
        Policy("RefreshInterval", 1440, 0, 525_600, "Minutes after which a device asks for the policy again; 0 never."),
        Policy("DevicePasswordEnabled", true, "The device must be locked with a password."),
        Policy("MinDevicePasswordLength", 4, 1, 16, "Least length of the device's password."),
        Policy("AllowSimpleDevicePassword", false, "Allow passwords such as 1111 or 1234."),
        Policy("AlphanumericDevicePasswordRequired", false, "The device's password must mix letters and digits."),
        Policy("MinDevicePasswordComplexCharacters", 0, 0, 4, "Kinds of characters the device's password must mix."),
        Policy("DevicePasswordExpiration", 0, 0, 730, "Days after which the device's password must change; 0 never."),
        Policy("DevicePasswordHistory", 8, 0, 50, "Former passwords that cannot be used again."),
        Policy("MaxInactivityTimeDeviceLock", 15, 0, 9999, "Minutes without use after which the device locks; 0 never."),
        Policy("MaxDevicePasswordFailedAttempts", 4, 4, 16, "Wrong passwords after which the device wipes itself."),
        Policy("PasswordRecoveryEnabled", true, "The device may store a recovery password on the server."),
        Policy("RequireDeviceEncryption", 0, -1, 1, "The device's storage must be encrypted; -1 does not say."),
        Policy("RequireStorageCardEncryption", false, "Storage cards must be encrypted."),
        Policy("SuppressDeviceEncryption", false, "Send nothing about encryption."),
        PolicySwitch("AllowStorageCard", "Storage cards"),
        PolicySwitch("AllowCamera", "The camera"),
        PolicySwitch("AllowWiFi", "Wi-Fi"),
        PolicySwitch("AllowTextMessaging", "Text messages"),
        PolicySwitch("AllowPOPIMAPEmail", "Other mail accounts over POP3 or IMAP"),
        PolicySwitch("AllowConsumerEmail", "Private mail accounts"),
        PolicySwitch("AllowHTMLEmail", "HTML mail"),
        PolicySwitch("AllowBrowser", "The browser"),
        Policy("AllowBluetooth", 2, -1, 2, "Bluetooth: 0 no, 1 hands-free only, 2 yes; -1 does not say."),
        PolicySwitch("AllowIrDA", "Infrared"),
        PolicySwitch("AllowDesktopSync", "Sync with a desktop"),
        PolicySwitch("AllowRemoteDesktop", "Remote desktops"),
        PolicySwitch("AllowInternetSharing", "Sharing the device's connection"),
        PolicySwitch("AllowUnsignedApplications", "Unsigned applications"),
        PolicySwitch("AllowUnsignedInstallationPackages", "Unsigned installation packages"),
        Policy("RequireManualSyncWhenRoaming", 0, -1, 1, "Sync by hand only while roaming; -1 does not say."),
        Policy("MaxCalendarAgeFilter", 5, 0, 7, "Longest calendar past to sync: 0 all, 4 two weeks, 5 a month, 6 three months, 7 six months."),
        Policy("MaxEmailAgeFilter", 5, 0, 5, "Longest mail past to sync: 0 all, 1 a day, 2 three days, 3 a week, 4 two weeks, 5 a month."),
        Policy("MaxEmailBodyTruncationSize", -1, -1, int.MaxValue, "Most KB of a text body; -1 no limit."),
        Policy("MaxEmailHTMLBodyTruncationSize", -1, -1, int.MaxValue, "Most KB of an HTML body; -1 no limit."),
        Policy("RequireSignedSMIMEMessages", 0, -1, 1, "Mail must be signed; -1 does not say."),
        Policy("RequireEncryptedSMIMEMessages", 0, -1, 1, "Mail must be encrypted; -1 does not say."),
        Policy("RequireSignedSMIMEAlgorithm", 0, -1, 1, "Algorithm for signing; -1 does not say."),
        Policy("RequireEncryptionSMIMEAlgorithm", 0, -1, 4, "Algorithm for encrypting; -1 does not say."),
        Policy("AllowSMIMEEncryptionAlgorithmNegotiation", 2, -1, 2, "How far the algorithm may be negotiated; -1 does not say."),
        PolicySwitch("AllowSMIMESoftCerts", "Certificates in software"),
        Text(PolicyPrefix + "ApprovedApplication", null, CosAndAccount, "Hashes of applications that may run, comma separated."),
        Text(PolicyPrefix + "UnapprovedInROMApplication", null, CosAndAccount, "Built-in applications that may not run, comma separated."),
    ];

    private static ConfigurationAttribute Policy(string name, bool value, string help) => Boolean(PolicyPrefix + name, value, CosAndAccount, help);

    private static ConfigurationAttribute Policy(string name, long value, long minimum, long maximum, string help) =>
        Integer(PolicyPrefix + name, value, CosAndAccount, help, minimum, maximum);

    private static ConfigurationAttribute PolicySwitch(string name, string what) =>
        Policy(name, 1, -1, 1, $"{what}: 0 no, 1 yes; -1 does not say.");
}
