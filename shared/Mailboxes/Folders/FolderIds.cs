namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>Ids of the folders every mailbox has. They are the same in all mailboxes, as in Carbonio.</summary>
public static class FolderIds
{
    /// <summary>The root, which is no folder of a device.</summary>
    public const int Root = 0;

    /// <summary>Inbox.</summary>
    public const int Inbox = 2;

    /// <summary>Deleted Items.</summary>
    public const int Trash = 3;

    /// <summary>Junk.</summary>
    public const int Junk = 4;

    /// <summary>Sent Items.</summary>
    public const int Sent = 5;

    /// <summary>Drafts.</summary>
    public const int Drafts = 6;

    /// <summary>Contacts.</summary>
    public const int Contacts = 7;

    /// <summary>Calendar.</summary>
    public const int Calendar = 10;

    /// <summary>Tasks.</summary>
    public const int Tasks = 15;

    /// <summary>Notes.</summary>
    public const int Notes = 17;

    /// <summary>First id of a folder made by a user. Ids are never given again.</summary>
    public const int FirstOwn = 257;
}
