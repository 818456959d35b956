namespace Carbonio.Cloud.ActiveSync.FolderCreate;

/// <summary>Outcome of a FolderCreate, beside what all commands of the hierarchy may answer.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.3 Status (FolderCreate).</remarks>
public enum FolderCreateStatus
{
    /// <summary>The parent has a folder of this name.</summary>
    NameExists = 2,

    /// <summary>The parent takes no folders: the recipient information cache, or one at the deepest level. Choose another.</summary>
    SpecialParent = 3,

    /// <summary>There is no such parent.</summary>
    ParentNotFound = 5,

    /// <summary>A name that none can be, or a type that no device may make.</summary>
    ProtocolError = 10,
}
