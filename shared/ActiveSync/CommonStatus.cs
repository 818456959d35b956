namespace Carbonio.Cloud.ActiveSync;

/// <summary>Status values that any command may answer, as far as this server uses them.</summary>
/// <remarks>[MS-ASCMD] 2.2.2 Common Status Codes.</remarks>
public enum CommonStatus
{
    /// <summary>The body is missing, or is none of the command's.</summary>
    InvalidContent = 101,

    /// <summary>The body cannot be decoded.</summary>
    InvalidWBXML = 102,

    /// <summary>Decoded, but not as the schema has it.</summary>
    InvalidXML = 103,

    /// <summary>A date that cannot be read.</summary>
    InvalidDateTime = 104,

    /// <summary>Parameters that exclude each other.</summary>
    InvalidCombinationOfIDs = 105,

    /// <summary>An id that cannot be read. One that finds nothing is something else.</summary>
    InvalidIDs = 106,

    /// <summary>The device id is missing or not of its form.</summary>
    DeviceIdMissingOrInvalid = 108,

    /// <summary>The device type is missing or not of its form.</summary>
    DeviceTypeMissingOrInvalid = 109,

    /// <summary>The server failed; trying again does not help.</summary>
    ServerError = 110,

    /// <summary>The server failed; try again later.</summary>
    ServerErrorRetryLater = 111,

    /// <summary>Over quota.</summary>
    MailboxQuotaExceeded = 113,

    /// <summary>The account may not use Exchange ActiveSync.</summary>
    UserDisabledForSync = 126,

    /// <summary>The device may not connect.</summary>
    DeviceIsBlockedForThisUser = 129,

    /// <summary>The account is closed or locked.</summary>
    AccountDisabled = 131,

    /// <summary>The command is not one of this server.</summary>
    CommandNotSupported = 137,

    /// <summary>The command is not one of this version.</summary>
    VersionNotSupported = 138,

    /// <summary>The device cannot enforce the policies.</summary>
    DeviceNotFullyProvisionable = 139,

    /// <summary>The device sent no policy key at all: it knows nothing of policies.</summary>
    LegacyDeviceOnStrictPolicy = 141,

    /// <summary>The device must run Provision first.</summary>
    DeviceNotProvisioned = 142,

    /// <summary>The policies changed or are due: run Provision.</summary>
    PolicyRefresh = 143,

    /// <summary>The policy key is not the one given: run Provision.</summary>
    InvalidPolicyKey = 144,

    /// <summary>The device is managed by somebody else.</summary>
    ExternallyManagedDevicesNotAllowed = 145,

    /// <summary>The id finds nothing.</summary>
    ItemNotFound = 150,

    /// <summary>The mailbox has as many folders as it may have.</summary>
    TooManyFolders = 151,

    /// <summary>Provision needs the device's information.</summary>
    DeviceInformationRequired = 165,

    /// <summary>Body part preference of a type that is not supported.</summary>
    BodyPartPreferenceTypeNotSupported = 164,
}
