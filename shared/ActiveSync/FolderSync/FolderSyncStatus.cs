namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>Outcome of a FolderSync.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.5 Status (FolderSync).</remarks>
public enum FolderSyncStatus
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>The server failed for the moment.</summary>
    ServerError = 6,

    /// <summary>The key is none of ours: start again from key 0.</summary>
    InvalidSyncKey = 9,

    /// <summary>The request breaks the protocol.</summary>
    ProtocolError = 10,
}
