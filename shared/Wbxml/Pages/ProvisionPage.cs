namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 14, Provision. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 14: Provision.</remarks>
public static class ProvisionPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Provision = (WbxmlTag)0x0E05;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Policies = (WbxmlTag)0x0E06;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Policy = (WbxmlTag)0x0E07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag PolicyType = (WbxmlTag)0x0E08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag PolicyKey = (WbxmlTag)0x0E09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Data = (WbxmlTag)0x0E0A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0E0B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag RemoteWipe = (WbxmlTag)0x0E0C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag EASProvisionDoc = (WbxmlTag)0x0E0D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DevicePasswordEnabled = (WbxmlTag)0x0E0E;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AlphanumericDevicePasswordRequired = (WbxmlTag)0x0E0F;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireStorageCardEncryption = (WbxmlTag)0x0E10;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag PasswordRecoveryEnabled = (WbxmlTag)0x0E11;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DocumentBrowseEnabled = (WbxmlTag)0x0E12;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AttachmentsEnabled = (WbxmlTag)0x0E13;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag MinDevicePasswordLength = (WbxmlTag)0x0E14;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag MaxInactivityTimeDeviceLock = (WbxmlTag)0x0E15;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag MaxDevicePasswordFailedAttempts = (WbxmlTag)0x0E16;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag MaxAttachmentSize = (WbxmlTag)0x0E17;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AllowSimpleDevicePassword = (WbxmlTag)0x0E18;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DevicePasswordExpiration = (WbxmlTag)0x0E19;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DevicePasswordHistory = (WbxmlTag)0x0E1A;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowStorageCard = (WbxmlTag)0x0E1B;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowCamera = (WbxmlTag)0x0E1C;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireDeviceEncryption = (WbxmlTag)0x0E1D;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowUnsignedApplications = (WbxmlTag)0x0E1E;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowUnsignedInstallationPackages = (WbxmlTag)0x0E1F;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag MinDevicePasswordComplexCharacters = (WbxmlTag)0x0E20;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowWiFi = (WbxmlTag)0x0E21;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowTextMessaging = (WbxmlTag)0x0E22;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowPOPIMAPEmail = (WbxmlTag)0x0E23;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowBluetooth = (WbxmlTag)0x0E24;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowIrDA = (WbxmlTag)0x0E25;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireManualSyncWhenRoaming = (WbxmlTag)0x0E26;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowDesktopSync = (WbxmlTag)0x0E27;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag MaxCalendarAgeFilter = (WbxmlTag)0x0E28;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowHTMLEmail = (WbxmlTag)0x0E29;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag MaxEmailAgeFilter = (WbxmlTag)0x0E2A;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag MaxEmailBodyTruncationSize = (WbxmlTag)0x0E2B;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag MaxEmailHTMLBodyTruncationSize = (WbxmlTag)0x0E2C;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireSignedSMIMEMessages = (WbxmlTag)0x0E2D;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireEncryptedSMIMEMessages = (WbxmlTag)0x0E2E;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireSignedSMIMEAlgorithm = (WbxmlTag)0x0E2F;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag RequireEncryptionSMIMEAlgorithm = (WbxmlTag)0x0E30;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowSMIMEEncryptionAlgorithmNegotiation = (WbxmlTag)0x0E31;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowSMIMESoftCerts = (WbxmlTag)0x0E32;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowBrowser = (WbxmlTag)0x0E33;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowConsumerEmail = (WbxmlTag)0x0E34;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowRemoteDesktop = (WbxmlTag)0x0E35;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag AllowInternetSharing = (WbxmlTag)0x0E36;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag UnapprovedInROMApplicationList = (WbxmlTag)0x0E37;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag ApplicationName = (WbxmlTag)0x0E38;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag ApprovedApplicationList = (WbxmlTag)0x0E39;

    /// <summary>Since 12.1.</summary>
    public const WbxmlTag Hash = (WbxmlTag)0x0E3A;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag AccountOnlyRemoteWipe = (WbxmlTag)0x0E3B;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(14, "Provision",
    [
        (Provision, nameof(Provision)),
        (Policies, nameof(Policies)),
        (Policy, nameof(Policy)),
        (PolicyType, nameof(PolicyType)),
        (PolicyKey, nameof(PolicyKey)),
        (Data, nameof(Data)),
        (Status, nameof(Status)),
        (RemoteWipe, nameof(RemoteWipe)),
        (EASProvisionDoc, nameof(EASProvisionDoc)),
        (DevicePasswordEnabled, nameof(DevicePasswordEnabled)),
        (AlphanumericDevicePasswordRequired, nameof(AlphanumericDevicePasswordRequired)),
        (RequireStorageCardEncryption, nameof(RequireStorageCardEncryption)),
        (PasswordRecoveryEnabled, nameof(PasswordRecoveryEnabled)),
        (DocumentBrowseEnabled, nameof(DocumentBrowseEnabled)),
        (AttachmentsEnabled, nameof(AttachmentsEnabled)),
        (MinDevicePasswordLength, nameof(MinDevicePasswordLength)),
        (MaxInactivityTimeDeviceLock, nameof(MaxInactivityTimeDeviceLock)),
        (MaxDevicePasswordFailedAttempts, nameof(MaxDevicePasswordFailedAttempts)),
        (MaxAttachmentSize, nameof(MaxAttachmentSize)),
        (AllowSimpleDevicePassword, nameof(AllowSimpleDevicePassword)),
        (DevicePasswordExpiration, nameof(DevicePasswordExpiration)),
        (DevicePasswordHistory, nameof(DevicePasswordHistory)),
        (AllowStorageCard, nameof(AllowStorageCard)),
        (AllowCamera, nameof(AllowCamera)),
        (RequireDeviceEncryption, nameof(RequireDeviceEncryption)),
        (AllowUnsignedApplications, nameof(AllowUnsignedApplications)),
        (AllowUnsignedInstallationPackages, nameof(AllowUnsignedInstallationPackages)),
        (MinDevicePasswordComplexCharacters, nameof(MinDevicePasswordComplexCharacters)),
        (AllowWiFi, nameof(AllowWiFi)),
        (AllowTextMessaging, nameof(AllowTextMessaging)),
        (AllowPOPIMAPEmail, nameof(AllowPOPIMAPEmail)),
        (AllowBluetooth, nameof(AllowBluetooth)),
        (AllowIrDA, nameof(AllowIrDA)),
        (RequireManualSyncWhenRoaming, nameof(RequireManualSyncWhenRoaming)),
        (AllowDesktopSync, nameof(AllowDesktopSync)),
        (MaxCalendarAgeFilter, nameof(MaxCalendarAgeFilter)),
        (AllowHTMLEmail, nameof(AllowHTMLEmail)),
        (MaxEmailAgeFilter, nameof(MaxEmailAgeFilter)),
        (MaxEmailBodyTruncationSize, nameof(MaxEmailBodyTruncationSize)),
        (MaxEmailHTMLBodyTruncationSize, nameof(MaxEmailHTMLBodyTruncationSize)),
        (RequireSignedSMIMEMessages, nameof(RequireSignedSMIMEMessages)),
        (RequireEncryptedSMIMEMessages, nameof(RequireEncryptedSMIMEMessages)),
        (RequireSignedSMIMEAlgorithm, nameof(RequireSignedSMIMEAlgorithm)),
        (RequireEncryptionSMIMEAlgorithm, nameof(RequireEncryptionSMIMEAlgorithm)),
        (AllowSMIMEEncryptionAlgorithmNegotiation, nameof(AllowSMIMEEncryptionAlgorithmNegotiation)),
        (AllowSMIMESoftCerts, nameof(AllowSMIMESoftCerts)),
        (AllowBrowser, nameof(AllowBrowser)),
        (AllowConsumerEmail, nameof(AllowConsumerEmail)),
        (AllowRemoteDesktop, nameof(AllowRemoteDesktop)),
        (AllowInternetSharing, nameof(AllowInternetSharing)),
        (UnapprovedInROMApplicationList, nameof(UnapprovedInROMApplicationList)),
        (ApplicationName, nameof(ApplicationName)),
        (ApprovedApplicationList, nameof(ApprovedApplicationList)),
        (Hash, nameof(Hash)),
        (AccountOnlyRemoteWipe, nameof(AccountOnlyRemoteWipe)),
    ]);
}
