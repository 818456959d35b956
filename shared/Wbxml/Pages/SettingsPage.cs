namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 18, Settings. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 18: Settings.</remarks>
public static class SettingsPage
{
    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Settings = (WbxmlTag)0x1205;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x1206;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Get = (WbxmlTag)0x1207;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Set = (WbxmlTag)0x1208;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Oof = (WbxmlTag)0x1209;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag OofState = (WbxmlTag)0x120A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag StartTime = (WbxmlTag)0x120B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EndTime = (WbxmlTag)0x120C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag OofMessage = (WbxmlTag)0x120D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AppliesToInternal = (WbxmlTag)0x120E;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AppliesToExternalKnown = (WbxmlTag)0x120F;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AppliesToExternalUnknown = (WbxmlTag)0x1210;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Enabled = (WbxmlTag)0x1211;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ReplyMessage = (WbxmlTag)0x1212;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag BodyType = (WbxmlTag)0x1213;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DevicePassword = (WbxmlTag)0x1214;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Password = (WbxmlTag)0x1215;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DeviceInformation = (WbxmlTag)0x1216;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Model = (WbxmlTag)0x1217;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag IMEI = (WbxmlTag)0x1218;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag FriendlyName = (WbxmlTag)0x1219;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag OS = (WbxmlTag)0x121A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag OSLanguage = (WbxmlTag)0x121B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag PhoneNumber = (WbxmlTag)0x121C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag UserInformation = (WbxmlTag)0x121D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EmailAddresses = (WbxmlTag)0x121E;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag SMTPAddress = (WbxmlTag)0x121F;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag UserAgent = (WbxmlTag)0x1220;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag EnableOutboundSMS = (WbxmlTag)0x1221;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag MobileOperator = (WbxmlTag)0x1222;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag PrimarySmtpAddress = (WbxmlTag)0x1223;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Accounts = (WbxmlTag)0x1224;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Account = (WbxmlTag)0x1225;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag AccountId = (WbxmlTag)0x1226;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag AccountName = (WbxmlTag)0x1227;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag UserDisplayName = (WbxmlTag)0x1228;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag SendDisabled = (WbxmlTag)0x1229;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag RightsManagementInformation = (WbxmlTag)0x122B;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(18, "Settings",
    [
        (Settings, nameof(Settings)),
        (Status, nameof(Status)),
        (Get, nameof(Get)),
        (Set, nameof(Set)),
        (Oof, nameof(Oof)),
        (OofState, nameof(OofState)),
        (StartTime, nameof(StartTime)),
        (EndTime, nameof(EndTime)),
        (OofMessage, nameof(OofMessage)),
        (AppliesToInternal, nameof(AppliesToInternal)),
        (AppliesToExternalKnown, nameof(AppliesToExternalKnown)),
        (AppliesToExternalUnknown, nameof(AppliesToExternalUnknown)),
        (Enabled, nameof(Enabled)),
        (ReplyMessage, nameof(ReplyMessage)),
        (BodyType, nameof(BodyType)),
        (DevicePassword, nameof(DevicePassword)),
        (Password, nameof(Password)),
        (DeviceInformation, nameof(DeviceInformation)),
        (Model, nameof(Model)),
        (IMEI, nameof(IMEI)),
        (FriendlyName, nameof(FriendlyName)),
        (OS, nameof(OS)),
        (OSLanguage, nameof(OSLanguage)),
        (PhoneNumber, nameof(PhoneNumber)),
        (UserInformation, nameof(UserInformation)),
        (EmailAddresses, nameof(EmailAddresses)),
        (SMTPAddress, nameof(SMTPAddress)),
        (UserAgent, nameof(UserAgent)),
        (EnableOutboundSMS, nameof(EnableOutboundSMS)),
        (MobileOperator, nameof(MobileOperator)),
        (PrimarySmtpAddress, nameof(PrimarySmtpAddress)),
        (Accounts, nameof(Accounts)),
        (Account, nameof(Account)),
        (AccountId, nameof(AccountId)),
        (AccountName, nameof(AccountName)),
        (UserDisplayName, nameof(UserDisplayName)),
        (SendDisabled, nameof(SendDisabled)),
        (RightsManagementInformation, nameof(RightsManagementInformation)),
    ]);
}
