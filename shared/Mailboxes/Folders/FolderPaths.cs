using System.Globalization;

namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>Finds the folder that an administrator names: by its number, or by a path such as <c>Inbox</c> or <c>/Projects/A</c>.</summary>
public static class FolderPaths
{
    /// <summary>The folder of that name.</summary>
    /// <param name="folders">All folders of the mailbox; deleted ones find nothing.</param>
    /// <param name="text">
    /// A folder id, or names from the top joined by slashes, without regard to case; slashes at either end don't matter. A folder
    /// whose name is a number is reached by its path: <c>/2026</c>. A name may hold slashes itself.
    /// </param>
    /// <returns>Null when there is no such folder: none is made here.</returns>
    public static Folder? Resolve(IReadOnlyList<Folder> folders, string text)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(text);
        var path = text.AsSpan().Trim();
        return int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? folders.FirstOrDefault(folder => folder.Id == id && !folder.Deleted)
            : Find(folders, FolderIds.Root, path.Trim('/'));
    }

    /// <summary>The path of a folder, as <see cref="Resolve"/> takes it: <c>Inbox</c>, <c>Projects/A</c>.</summary>
    /// <returns>The number for a folder that is not there.</returns>
    public static string Of(IReadOnlyList<Folder> folders, int id)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var names = new List<string>();
        var at = id;

        // No path is longer than there are folders, so damaged parents that form a ring end.
        while (names.Count < folders.Count && folders.FirstOrDefault(folder => folder.Id == at && !folder.Deleted) is { } found)
        {
            names.Insert(0, found.DisplayName);
            at = found.ParentId;
        }

        return names.Count > 0 ? string.Join('/', names) : id.ToString(CultureInfo.InvariantCulture);
    }

    // The path gets shorter with every level, so damaged parents that form a ring can't keep it busy.
    private static Folder? Find(IReadOnlyList<Folder> folders, int parent, ReadOnlySpan<char> path)
    {
        foreach (var folder in folders)
        {
            if (folder.Deleted || folder.ParentId != parent || folder.DisplayName.Length == 0
                || !path.StartsWith(folder.DisplayName, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var rest = path[folder.DisplayName.Length..];
            if (rest.IsEmpty)
            {
                return folder;
            }

            if (rest[0] == '/' && Find(folders, folder.Id, rest[1..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
