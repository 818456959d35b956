namespace Carbonio.Cloud.EasClient;

/// <summary>What a folder is for.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.186.3 Type (FolderSync).</remarks>
public enum EasFolderType
{
    /// <summary>Made by the owner, of no class.</summary>
    UserGeneric = 1,

    /// <summary>Default Inbox.</summary>
    Inbox = 2,

    /// <summary>Default Drafts.</summary>
    Drafts = 3,

    /// <summary>Default Deleted Items.</summary>
    DeletedItems = 4,

    /// <summary>Default Sent Items.</summary>
    SentItems = 5,

    /// <summary>Default Outbox.</summary>
    Outbox = 6,

    /// <summary>Default Tasks.</summary>
    Tasks = 7,

    /// <summary>Default Calendar.</summary>
    Calendar = 8,

    /// <summary>Default Contacts.</summary>
    Contacts = 9,

    /// <summary>Default Notes.</summary>
    Notes = 10,

    /// <summary>Default Journal.</summary>
    Journal = 11,

    /// <summary>Mail folder made by the owner, and Junk.</summary>
    UserMail = 12,

    /// <summary>Calendar made by the owner.</summary>
    UserCalendar = 13,

    /// <summary>Contacts folder made by the owner.</summary>
    UserContacts = 14,

    /// <summary>Tasks folder made by the owner.</summary>
    UserTasks = 15,

    /// <summary>Journal made by the owner.</summary>
    UserJournal = 16,

    /// <summary>Notes folder made by the owner.</summary>
    UserNotes = 17,

    /// <summary>Of a type that has no number.</summary>
    Unknown = 18,

    /// <summary>Recipient information cache.</summary>
    RecipientCache = 19,
}
