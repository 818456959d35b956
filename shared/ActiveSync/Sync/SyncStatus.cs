namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Outcome of a Sync, for the whole answer, one collection or one item.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.17 Status (Sync).</remarks>
public enum SyncStatus : byte
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>The key was never issued, or was retired. The device starts again from key 0.</summary>
    InvalidSyncKey = 3,

    /// <summary>The request breaks the protocol.</summary>
    ProtocolError = 4,

    /// <summary>The item can't be taken as it is.</summary>
    Conversion = 6,

    /// <summary>Somebody else changed the item too, and the server's copy was kept.</summary>
    Conflict = 7,

    /// <summary>There is no such item in the collection.</summary>
    NotFound = 8,

    /// <summary>The mailbox is full.</summary>
    OutOfSpace = 9,

    /// <summary>The folders have changed: FolderSync first.</summary>
    HierarchyChanged = 12,

    /// <summary>The request leaves out what is not remembered: send all of it.</summary>
    SendAll = 13,

    /// <summary>Wait or HeartbeatInterval out of bounds; Limit says which bound.</summary>
    WaitOutOfRange = 14,

    /// <summary>Too many collections; Limit says how many may be.</summary>
    TooManyCollections = 15,

    /// <summary>Nothing wrong with the request: try again.</summary>
    Retry = 16,

    /// <summary>The collection's class does not take this filter.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.72.2 FilterType (Sync); a status of all commands.</remarks>
    FilterNotSupported = (byte)CommonStatus.ServerError,

    /// <summary>A draft that is to be sent names nobody to send it to, or somebody it cannot be sent to.</summary>
    /// <remarks>[MS-ASCMD] 2.2.2 Common Status Codes.</remarks>
    InvalidRecipients = 183,
}
