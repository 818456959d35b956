namespace Carbonio.Cloud.ActiveSync.FolderDelete;

/// <summary>Outcome of a FolderDelete, beside what all commands of the hierarchy may answer.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.4 Status (FolderDelete).</remarks>
public enum FolderDeleteStatus
{
    /// <summary>The folder is one that every mailbox has, or the recipient information cache.</summary>
    SpecialFolder = 3,

    /// <summary>There is no such folder.</summary>
    FolderNotFound = 4,

    /// <summary>The folder is not named.</summary>
    ProtocolError = 10,
}
