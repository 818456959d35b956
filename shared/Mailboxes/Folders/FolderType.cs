namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>What a folder is for.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.186.3 Type (FolderSync).</remarks>
public enum FolderType : byte
{
    /// <summary>Made by the user, of no class.</summary>
    UserGeneric = 1,

    /// <summary>Inbox.</summary>
    Inbox = 2,

    /// <summary>Drafts.</summary>
    Drafts = 3,

    /// <summary>Deleted Items.</summary>
    DeletedItems = 4,

    /// <summary>Sent Items.</summary>
    SentItems = 5,

    /// <summary>Outbox.</summary>
    Outbox = 6,

    /// <summary>Tasks.</summary>
    Tasks = 7,

    /// <summary>Calendar.</summary>
    Calendar = 8,

    /// <summary>Contacts.</summary>
    Contacts = 9,

    /// <summary>Notes.</summary>
    Notes = 10,

    /// <summary>Journal.</summary>
    Journal = 11,

    /// <summary>Mail folder made by the user.</summary>
    UserMail = 12,

    /// <summary>Calendar made by the user.</summary>
    UserCalendar = 13,

    /// <summary>Contacts folder made by the user.</summary>
    UserContacts = 14,

    /// <summary>Tasks folder made by the user.</summary>
    UserTasks = 15,

    /// <summary>Journal made by the user.</summary>
    UserJournal = 16,

    /// <summary>Notes folder made by the user.</summary>
    UserNotes = 17,

    /// <summary>Of a kind nobody knows.</summary>
    Unknown = 18,

    /// <summary>Recipient information cache.</summary>
    RecipientInformation = 19,
}
