namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>Outcome of a Ping.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.11 Status (Ping).</remarks>
public enum PingStatus
{
    /// <summary>The heartbeat is over, and nothing is new.</summary>
    HeartbeatExpired = 1,

    /// <summary>The folders listed have changes.</summary>
    Changes = 2,

    /// <summary>Parameters are missing that are not remembered: send all of it.</summary>
    SendAll = 3,

    /// <summary>The request breaks the protocol.</summary>
    ProtocolError = 4,

    /// <summary>Heartbeat out of bounds; HeartbeatInterval says which bound.</summary>
    HeartbeatOutOfRange = 5,

    /// <summary>Too many folders; MaxFolders says how many may be.</summary>
    TooManyFolders = 6,

    /// <summary>The folders have changed: FolderSync first.</summary>
    FolderSyncRequired = 7,

    /// <summary>The server failed for the moment.</summary>
    ServerError = 8,
}
