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

    /// <summary>The message cannot be read.</summary>
    InvalidMIME = 107,

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

    /// <summary>A recipient is no address.</summary>
    MessageRecipientUnresolved = 116,

    /// <summary>The message was sent before, under the same ClientId.</summary>
    MessagePreviouslySent = 118,

    /// <summary>The message names nobody to send it to.</summary>
    MessageHasNoRecipient = 119,

    /// <summary>The message may not be sent as it is: it is from somebody else, or goes to too many.</summary>
    MailSubmissionFailed = 120,

    /// <summary>The message is larger than one may be.</summary>
    AttachmentIsTooLarge = 122,

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

    /// <summary>The device is to be wiped: run Provision, which says so.</summary>
    RemoteWipeRequested = 140,

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

    /// <summary>An occurrence was named of what does not recur.</summary>
    NoRecurrenceInCalendar = 146,

    /// <summary>The item is of a class that the command is not for.</summary>
    UnexpectedItemClass = 147,

    /// <summary>The id finds nothing.</summary>
    ItemNotFound = 150,

    /// <summary>The mailbox has as many folders as it may have.</summary>
    TooManyFolders = 151,

    /// <summary>Provision needs the device's information.</summary>
    DeviceInformationRequired = 165,

    /// <summary>Body part preference of a type that is not supported.</summary>
    BodyPartPreferenceTypeNotSupported = 164,

    /// <summary>There is no such account beside the user's own.</summary>
    InvalidAccountId = 166,

    /// <summary>There is no rights management here.</summary>
    IRMFeatureDisabled = 168,

    /// <summary>A message, and what the server is to make one of.</summary>
    InvalidMimeBodyCombination = 178,

    /// <summary>What the server is to forward by itself cannot be, or not to those that are named.</summary>
    InvalidSmartForwardParameters = 179,
}
