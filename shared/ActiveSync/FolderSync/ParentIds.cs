using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>Reads the parent that a device names.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.129 ParentId: 0 is the mailbox's root.</remarks>
internal static class ParentIds
{
    private const string Root = "0";

    /// <summary>The parent, <see cref="FolderIds.Root"/> included; null when it is none of these folders.</summary>
    public static int? ParentIn(this string parentId, FolderTree folders) =>
        parentId == Root ? FolderIds.Root
        : ServerIds.ParseCollection(parentId) is { } parent && folders.Find(parent) is not null ? parent
        : null;
}
