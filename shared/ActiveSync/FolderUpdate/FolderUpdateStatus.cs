namespace Carbonio.Cloud.ActiveSync.FolderUpdate;

/// <summary>Outcome of a FolderUpdate, beside what all commands of the hierarchy may answer.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.6 Status (FolderUpdate).</remarks>
public enum FolderUpdateStatus
{
    /// <summary>The parent has a folder of this name, or the folder is one that every mailbox has.</summary>
    NameExistsOrSpecialFolder = 2,

    /// <summary>The folder, or its new parent, is the recipient information cache.</summary>
    RecipientInformation = 3,

    /// <summary>There is no such folder.</summary>
    FolderNotFound = 4,

    /// <summary>There is no such parent, or none that this folder can have: itself, one below it, or one too deep.</summary>
    ParentNotFound = 5,

    /// <summary>A name that none can be, or something missing.</summary>
    ProtocolError = 10,
}
