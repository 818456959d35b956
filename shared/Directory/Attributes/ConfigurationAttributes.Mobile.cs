namespace Carbonio.Cloud.Directory;

/// <content>What accounts may do with phones.</content>
public static partial class ConfigurationAttributes
{
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

    private static ConfigurationAttribute[] MobileAttributes =>
    [
        MobileSyncEnabled, MobilePolicyEnabled, MobilePasswordRequired, AllowFromAddress, MobileSmartForwardRfc822Enabled,
    ];
}
