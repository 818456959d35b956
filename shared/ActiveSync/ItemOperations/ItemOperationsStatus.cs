namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>Outcome of an ItemOperations, for one operation or for the whole request.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.8 Status (ItemOperations).</remarks>
public enum ItemOperationsStatus
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>The operation is against the schema.</summary>
    ProtocolError = 2,

    /// <summary>The server could not do it. Also what this release says to Move, which it does not do yet.</summary>
    ServerError = 3,

    /// <summary>The link leads to no document: this server has no document library.</summary>
    BadLink = 4,

    /// <summary>The folder is not the user's to change.</summary>
    AccessDenied = 5,

    /// <summary>Not there, or not in this mailbox.</summary>
    NotFound = 6,

    /// <summary>The byte range is none, or begins behind the end.</summary>
    InvalidRange = 8,

    /// <summary>The store is neither the mailbox nor a document library.</summary>
    UnknownStore = 9,

    /// <summary>More was asked for than one answer holds.</summary>
    TooLarge = 11,

    /// <summary>What is stored of the item is damaged.</summary>
    ConversionFailed = 14,

    /// <summary>The attachment's reference is none, or not of this mail.</summary>
    InvalidFileReference = 15,

    /// <summary>A body part other than HTML was asked for: the common status.</summary>
    BodyPartPreferenceTypeNotSupported = CommonStatus.BodyPartPreferenceTypeNotSupported,
}
