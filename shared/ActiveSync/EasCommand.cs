namespace Carbonio.Cloud.ActiveSync;

/// <summary>The commands, by their code in a base64 query.</summary>
/// <remarks>[MS-ASHTTP] 2.2.1.1.1.1.2 Command Codes.</remarks>
public enum EasCommand : byte
{
    /// <summary>Sync.</summary>
    Sync = 0,

    /// <summary>SendMail.</summary>
    SendMail = 1,

    /// <summary>SmartForward.</summary>
    SmartForward = 2,

    /// <summary>SmartReply.</summary>
    SmartReply = 3,

    /// <summary>GetAttachment.</summary>
    GetAttachment = 4,

    /// <summary>FolderSync.</summary>
    FolderSync = 9,

    /// <summary>FolderCreate.</summary>
    FolderCreate = 10,

    /// <summary>FolderDelete.</summary>
    FolderDelete = 11,

    /// <summary>FolderUpdate.</summary>
    FolderUpdate = 12,

    /// <summary>MoveItems.</summary>
    MoveItems = 13,

    /// <summary>GetItemEstimate.</summary>
    GetItemEstimate = 14,

    /// <summary>MeetingResponse.</summary>
    MeetingResponse = 15,

    /// <summary>Search.</summary>
    Search = 16,

    /// <summary>Settings.</summary>
    Settings = 17,

    /// <summary>Ping.</summary>
    Ping = 18,

    /// <summary>ItemOperations.</summary>
    ItemOperations = 19,

    /// <summary>Provision.</summary>
    Provision = 20,

    /// <summary>ResolveRecipients.</summary>
    ResolveRecipients = 21,

    /// <summary>ValidateCert.</summary>
    ValidateCert = 22,

    /// <summary>Find.</summary>
    Find = 23,
}
