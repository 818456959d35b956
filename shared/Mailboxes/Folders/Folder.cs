using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>A folder of a mailbox.</summary>
/// <param name="Id">Unique in the mailbox, never given again.</param>
/// <param name="ParentId">The folder it stands in; <see cref="FolderIds.Root"/> at the top.</param>
/// <param name="DisplayName">Its name, 1 to <see cref="MaximumNameCharacters"/> characters.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Sequence">Sequence of its last change: tells one version of it from the next.</param>
/// <param name="Deleted">True for one that is out of sight, until nothing is left in it.</param>
public sealed record Folder(int Id, int ParentId, string DisplayName, FolderType Type, long Sequence, bool Deleted = false)
{
    /// <summary>Phones are not shown it, nor what stands below it.</summary>
    public bool SyncDisabled { get; init; }

    /// <summary>Longest name, as Exchange has it.</summary>
    public const int MaximumNameCharacters = 256;

    /// <summary>The class of what it holds.</summary>
    public ItemClass Class => Type switch
    {
        FolderType.Calendar or FolderType.UserCalendar => ItemClass.Calendar,
        FolderType.Contacts or FolderType.UserContacts or FolderType.RecipientInformation => ItemClass.Contacts,
        FolderType.Tasks or FolderType.UserTasks => ItemClass.Tasks,
        FolderType.Notes or FolderType.UserNotes => ItemClass.Notes,
        _ => ItemClass.Email,
    };

    /// <summary>The folders of a new mailbox, in the order in which people expect them.</summary>
    public static IReadOnlyList<Folder> Defaults { get; } =
    [
        new(FolderIds.Inbox, FolderIds.Root, "Inbox", FolderType.Inbox, 1),
        new(FolderIds.Trash, FolderIds.Root, "Trash", FolderType.DeletedItems, 1),
        new(FolderIds.Junk, FolderIds.Root, "Junk", FolderType.UserMail, 1),
        new(FolderIds.Sent, FolderIds.Root, "Sent", FolderType.SentItems, 1),
        new(FolderIds.Drafts, FolderIds.Root, "Drafts", FolderType.Drafts, 1),
        new(FolderIds.Contacts, FolderIds.Root, "Contacts", FolderType.Contacts, 1),
        new(FolderIds.Calendar, FolderIds.Root, "Calendar", FolderType.Calendar, 1),
        new(FolderIds.Tasks, FolderIds.Root, "Tasks", FolderType.Tasks, 1),
        new(FolderIds.Notes, FolderIds.Root, "Notes", FolderType.Notes, 1),
    ];
}
