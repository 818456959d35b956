using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>Where a device stands in the folder hierarchy.</summary>
public sealed record HierarchyState
{
    /// <summary>The newest key given.</summary>
    public required SyncKey Key { get; init; }

    /// <summary>Sequence of the last folder change that was told.</summary>
    public long Sequence { get; init; }

    /// <summary>For each folder the device knows, the sequence of the version it was told.</summary>
    public IReadOnlyDictionary<int, long> Known { get; init; } = new Dictionary<int, long>();

    /// <summary>What the answer with <see cref="Key"/> told; the item is the folder.</summary>
    public IReadOnlyList<FrozenChange> Told { get; init; } = [];

    /// <summary>The command that was answered with <see cref="Key"/>; null when that was a FolderSync.</summary>
    public ExecutedFolderCommand? Executed { get; init; }

    /// <summary>What the device has not been told of the folders that it is shown.</summary>
    public IReadOnlyList<FrozenChange> Untold(FolderTree folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var untold = new List<FrozenChange>();
        foreach (var folder in folders.Synced.Values)
        {
            if (!Known.TryGetValue(folder.Id, out var sequence))
            {
                untold.Add(new(folder.Id, ChangeKind.Add));
            }
            else if (sequence != folder.Sequence)
            {
                untold.Add(new(folder.Id, ChangeKind.Change));
            }
        }

        untold.AddRange(Known.Keys.Where(folder => folders.FindSynced(folder) is null).Select(folder => new FrozenChange(folder, ChangeKind.Delete)));
        return untold;
    }

    /// <summary>The state as it is stored.</summary>
    public byte[] Pack()
    {
        var known = new FieldWriter();
        foreach (var (folder, sequence) in Known)
        {
            known.Number((ulong)folder);
            known.Number((ulong)sequence);
        }

        var fields = new FieldWriter();
        fields.Integer(1, Key.Epoch);
        fields.Integer(2, Key.Generation);
        fields.Integer(3, Sequence);
        fields.Bytes(4, known.ToArray());
        fields.Bytes(5, FrozenChange.Pack(Told));
        if (Executed is not null)
        {
            fields.Bytes(6, Executed.Pack());
        }

        return fields.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; null for nothing.</summary>
    public static HierarchyState? Unpack(byte[]? packed)
    {
        if (packed is null or [])
        {
            return null;
        }

        uint epoch = 0;
        uint generation = 0;
        var state = new HierarchyState { Key = SyncKey.Zero };
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case 1:
                    epoch = (uint)fields.Integer;
                    break;
                case 2:
                    generation = (uint)fields.Integer;
                    break;
                case 3:
                    state = state with { Sequence = fields.Integer };
                    break;
                case 4:
                    state = state with { Known = UnpackKnown(fields.Value) };
                    break;
                case 5:
                    state = state with { Told = FrozenChange.Unpack(fields.Value) };
                    break;
                case 6:
                    state = state with { Executed = ExecutedFolderCommand.Unpack(fields.Value) };
                    break;
            }
        }

        return state with { Key = new(epoch, generation, 0) };
    }

    private static Dictionary<int, long> UnpackKnown(ReadOnlySpan<byte> packed)
    {
        var known = new Dictionary<int, long>();
        var numbers = new FieldReader(packed);
        while (numbers.TryNumber(out var folder) && numbers.TryNumber(out var sequence))
        {
            known[(int)folder] = (long)sequence;
        }

        return known;
    }
}
