namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>The folders of a mailbox with their parents, as they were read.</summary>
public sealed class FolderTree
{
    /// <summary>Most folders of a mailbox, those that every mailbox has included.</summary>
    /// <remarks>[MS-ASCMD] 2.2.2 Common Status Codes: 151 TooManyFolders. The number is that of Exchange.</remarks>
    public const int MaximumFolders = 1000;

    /// <summary>Most levels; a folder at the top is on level 1.</summary>
    public const int MaximumDepth = 32;

    private readonly Dictionary<int, Folder> all;
    private readonly Dictionary<int, Folder> visible;
    private readonly Dictionary<int, Folder> synced;
    private readonly ILookup<int, Folder> children;

    /// <summary>Takes all folders of a mailbox, deleted ones included.</summary>
    public FolderTree(IEnumerable<Folder> folders)
    {
        all = folders.ToDictionary(folder => folder.Id);
        children = all.Values.ToLookup(folder => folder.ParentId);
        visible = all.Values.Where(IsVisible).ToDictionary(folder => folder.Id);
        synced = visible.Values.Any(folder => folder.SyncDisabled)
            ? visible.Values.Where(IsSynced).ToDictionary(folder => folder.Id)
            : visible;
    }

    /// <summary>The folders that are there, by id. One whose parent is gone is not.</summary>
    public IReadOnlyDictionary<int, Folder> Visible => visible;

    /// <summary>Those of <see cref="Visible"/> that phones are shown: neither they nor what they stand in is kept from them.</summary>
    public IReadOnlyDictionary<int, Folder> Synced => synced;

    /// <summary>The folder; null when there is none that phones are shown.</summary>
    public Folder? FindSynced(int folder) => synced.GetValueOrDefault(folder);

    /// <summary>The folder; null when there is none.</summary>
    public Folder? Find(int folder) => visible.GetValueOrDefault(folder);

    /// <summary>Whether a parent has a folder of this name, without regard to case.</summary>
    /// <param name="parent">The parent, or <see cref="FolderIds.Root"/>.</param>
    /// <param name="name">The name.</param>
    /// <param name="but">A folder that does not count, because it is the one to get the name; 0 for none.</param>
    public bool HasName(int parent, string name, int but) =>
        children[parent].Any(folder => folder.Id != but && visible.ContainsKey(folder.Id) && folder.DisplayName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The level of a folder: 1 at the top, 0 for <see cref="FolderIds.Root"/>.</summary>
    public int Depth(int folder)
    {
        var depth = 0;
        while (folder != FolderIds.Root && depth <= all.Count && all.TryGetValue(folder, out var found))
        {
            depth++;
            folder = found.ParentId;
        }

        return depth;
    }

    /// <summary>Levels from a folder down to the deepest below it; 1 when it has none below.</summary>
    public int Height(int folder) => Below(folder).Where(one => visible.ContainsKey(one.Id)).Select(one => Depth(one.Id) - Depth(folder) + 1).Append(1).Max();

    /// <summary>Whether a folder is another, or stands below it.</summary>
    public bool IsWithin(int folder, int other)
    {
        for (var steps = 0; steps <= all.Count && folder != FolderIds.Root; steps++)
        {
            if (folder == other)
            {
                return true;
            }

            folder = all.TryGetValue(folder, out var found) ? found.ParentId : FolderIds.Root;
        }

        return false;
    }

    /// <summary>All below a folder, deleted ones included, each before its parent.</summary>
    public IReadOnlyList<Folder> Below(int folder)
    {
        var found = new List<Folder>();
        var seen = new HashSet<int> { folder };
        var level = children[folder].ToList();
        while (level.Count > 0)
        {
            var fresh = level.Where(one => seen.Add(one.Id)).ToList(); // damaged parents that form a ring end here
            found.AddRange(fresh);
            level = [.. fresh.SelectMany(one => children[one.Id])];
        }

        found.Reverse();
        return found;
    }

    /// <summary>The tree with one folder made or changed.</summary>
    public FolderTree With(Folder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new(all.Values.Where(one => one.Id != folder.Id).Append(folder));
    }

    /// <summary>The tree without a folder and all below it.</summary>
    public FolderTree Without(int folder) => new(all.Values.Where(one => !IsWithin(one.Id, folder)));

    // Of a visible folder, whose parents are all there.
    private bool IsSynced(Folder folder)
    {
        for (Folder? at = folder; at is not null; at = visible.GetValueOrDefault(at.ParentId))
        {
            if (at.SyncDisabled)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsVisible(Folder folder)
    {
        for (var steps = 0; steps <= all.Count; steps++)
        {
            if (folder.Deleted)
            {
                return false;
            }

            if (folder.ParentId == FolderIds.Root)
            {
                return true;
            }

            if (!all.TryGetValue(folder.ParentId, out var parent))
            {
                return false;
            }

            folder = parent;
        }

        return false;
    }
}
