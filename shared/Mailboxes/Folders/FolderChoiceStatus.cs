namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>Outcome of a choice about a folder.</summary>
public enum FolderChoiceStatus
{
    /// <summary>It holds, now or since an earlier request.</summary>
    Done,

    /// <summary>There is no such folder.</summary>
    NotFound,

    /// <summary>Every mailbox has it, and every phone needs it.</summary>
    SystemFolder,

    /// <summary>The mailbox kept changing: try again.</summary>
    Busy,
}
