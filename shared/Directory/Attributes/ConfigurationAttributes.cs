using System.Collections.Frozen;

namespace Carbonio.Cloud.Directory;

/// <summary>Every attribute there is.</summary>
public static class ConfigurationAttributes
{
    private const AttributeScopes CosAndAccount = AttributeScopes.Cos | AttributeScopes.Account;

    private static readonly List<ConfigurationAttribute> Declared = [];

    /// <summary><c>zimbraAccountStatus</c>.</summary>
    public static ConfigurationAttribute AccountStatus { get; } = Choice("zimbraAccountStatus", "active", AttributeScopes.Account,
        "Only an active account logs in; a closed one gets no mail either.", "active", "locked", "closed", "maintenance");

    /// <summary><c>displayName</c>.</summary>
    public static ConfigurationAttribute DisplayName { get; } = Text("displayName", null, AttributeScopes.Account,
        "Name of the person, as address lists and sent mail show it.");

    /// <summary><c>givenName</c>.</summary>
    public static ConfigurationAttribute GivenName { get; } = Text("givenName", null, AttributeScopes.Account, "First name, for address lists.");

    /// <summary><c>sn</c>.</summary>
    public static ConfigurationAttribute Surname { get; } = Text("sn", null, AttributeScopes.Account, "Last name, for address lists.");

    /// <summary><c>title</c>.</summary>
    public static ConfigurationAttribute Title { get; } = Text("title", null, AttributeScopes.Account, "What the person is in the company, for address lists.");

    /// <summary><c>company</c>.</summary>
    public static ConfigurationAttribute Company { get; } = Text("company", null, AttributeScopes.Account, "Company, for address lists.");

    /// <summary><c>physicalDeliveryOfficeName</c>.</summary>
    public static ConfigurationAttribute Office { get; } = Text("physicalDeliveryOfficeName", null, AttributeScopes.Account, "Office, for address lists.");

    /// <summary><c>telephoneNumber</c>.</summary>
    public static ConfigurationAttribute Phone { get; } = Text("telephoneNumber", null, AttributeScopes.Account, "Telephone at work, for address lists.");

    /// <summary><c>homePhone</c>.</summary>
    public static ConfigurationAttribute HomePhone { get; } = Text("homePhone", null, AttributeScopes.Account, "Telephone at home, for address lists.");

    /// <summary><c>mobile</c>.</summary>
    public static ConfigurationAttribute MobilePhone { get; } = Text("mobile", null, AttributeScopes.Account, "Mobile telephone, for address lists.");

    /// <summary><c>zimbraHideInGal</c>.</summary>
    public static ConfigurationAttribute HideInGal { get; } = Boolean("zimbraHideInGal", false, CosAndAccount,
        "TRUE: address lists don't show the account. It gets mail all the same.");

    /// <summary><c>zimbraCOSId</c>.</summary>
    public static ConfigurationAttribute CosId { get; } = Cos("zimbraCOSId", AttributeScopes.Account,
        "Class of service of the account; without one the domain's default holds.");

    /// <summary><c>zimbraDomainDefaultCOSId</c>.</summary>
    public static ConfigurationAttribute DomainDefaultCosId { get; } = Cos("zimbraDomainDefaultCOSId", AttributeScopes.Domain,
        "Class of service of the domain's accounts that name none; without it 'default'.");

    /// <summary><c>zimbraMailQuota</c>.</summary>
    public static ConfigurationAttribute MailQuota { get; } = Integer("zimbraMailQuota", 0, AttributeScopes.All,
        "Bytes the mailbox may hold; 0 for no limit.", 0);

    /// <summary><c>zimbraFeatureMobileSyncEnabled</c>.</summary>
    public static ConfigurationAttribute MobileSyncEnabled { get; } = Boolean("zimbraFeatureMobileSyncEnabled", false, CosAndAccount,
        "May this account sync with phones at all. The shipped class 'default' says TRUE.");

    /// <summary><c>zimbraFeatureMobilePolicyEnabled</c>.</summary>
    public static ConfigurationAttribute MobilePolicyEnabled { get; } = Boolean("zimbraFeatureMobilePolicyEnabled", true, CosAndAccount,
        "Enforce the device policies.");

    /// <summary><c>carbonioMobilePasswordRequired</c>.</summary>
    public static ConfigurationAttribute MobilePasswordRequired { get; } = Boolean("carbonioMobilePasswordRequired", false, AttributeScopes.All,
        "TRUE: the account password never opens mobile sync, even while the account has no mobile password.");

    /// <summary><c>zimbraAllowFromAddress</c>.</summary>
    public static ConfigurationAttribute AllowFromAddress { get; } = Text("zimbraAllowFromAddress", null, AttributeScopes.Account,
        "Addresses beside its own that the account may send mail from, comma separated.");

    /// <summary><c>zimbraMobileSmartForwardRFC822Enabled</c>.</summary>
    public static ConfigurationAttribute MobileSmartForwardRfc822Enabled { get; } = Boolean("zimbraMobileSmartForwardRFC822Enabled", false, CosAndAccount,
        "TRUE: a phone's forward carries the original as one file; else its text and files stand in the message.");

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
        Add(new(PolicyPrefix + "ApprovedApplication", AttributeType.Text, null, CosAndAccount, "Hashes of applications that may run, comma separated.")),
        Add(new(PolicyPrefix + "UnapprovedInROMApplication", AttributeType.Text, null, CosAndAccount, "Built-in applications that may not run, comma separated.")),
    ];

    /// <summary>The whole table, in the order of declaration.</summary>
    public static IReadOnlyList<ConfigurationAttribute> All => Declared;

    // Last, because it reads what the initialisers above declared.
    private static readonly FrozenDictionary<string, ConfigurationAttribute> ByName =
        Declared.ToFrozenDictionary(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The attribute of that name, without regard to case, or null.</summary>
    public static ConfigurationAttribute? Find(string name) => ByName.GetValueOrDefault(name);

    private static ConfigurationAttribute Add(ConfigurationAttribute attribute)
    {
        attribute.Index = Declared.Count;
        Declared.Add(attribute);
        return attribute;
    }

    private static ConfigurationAttribute Text(string name, string? value, AttributeScopes scopes, string help) =>
        Add(new(name, AttributeType.Text, value, scopes, help));

    private static ConfigurationAttribute Cos(string name, AttributeScopes scopes, string help) =>
        Add(new(name, AttributeType.Cos, null, scopes, help));

    private static ConfigurationAttribute Boolean(string name, bool value, AttributeScopes scopes, string help) =>
        Add(new(name, AttributeType.Boolean, value ? "TRUE" : "FALSE", scopes, help));

    private static ConfigurationAttribute Integer(string name, long value, AttributeScopes scopes, string help, long minimum, long maximum = long.MaxValue) =>
        Add(new(name, AttributeType.Integer, value.ToString(provider: null), scopes, help) { Minimum = minimum, Maximum = maximum });

    private static ConfigurationAttribute Choice(string name, string value, AttributeScopes scopes, string help, params string[] choices) =>
        Add(new(name, AttributeType.Choice, value, scopes, help) { Choices = choices });

    private static ConfigurationAttribute Policy(string name, bool value, string help) => Boolean(PolicyPrefix + name, value, CosAndAccount, help);

    private static ConfigurationAttribute Policy(string name, long value, long minimum, long maximum, string help) =>
        Integer(PolicyPrefix + name, value, CosAndAccount, help, minimum, maximum);

    private static ConfigurationAttribute PolicySwitch(string name, string what) =>
        Policy(name, 1, -1, 1, $"{what}: 0 no, 1 yes; -1 does not say.");
}
