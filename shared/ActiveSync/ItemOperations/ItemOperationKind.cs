namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>What an operation does, in the order in which an answer has them.</summary>
/// <remarks>[MS-ASCMD] 6.24 ItemOperations Response Schema.</remarks>
public enum ItemOperationKind
{
    /// <summary>Moves a conversation.</summary>
    Move,

    /// <summary>Empties a folder.</summary>
    EmptyFolderContents,

    /// <summary>Gives an item or an attachment.</summary>
    Fetch,
}
