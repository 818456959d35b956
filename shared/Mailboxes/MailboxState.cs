using System.Buffers.Binary;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>The mailbox row: counters, and for each folder where its log stands. One read tells what is new in any number of folders.</summary>
public sealed class MailboxState
{
    // One folder: id, last sequence, log floor.
    private const int MarkBytes = 4 + 8 + 8;

    private readonly byte[] marks;

    private MailboxState(byte[] marks) => this.marks = marks;

    /// <summary>The row's version; null for a mailbox that has no row yet.</summary>
    public string? ETag { get; private init; }

    /// <summary>The process's count of changes when this was read: <see cref="Push.MailboxSignals.Stamp"/>.</summary>
    public long Stamp { get; private init; }

    /// <summary>The newest sequence.</summary>
    public long Sequence { get; init; }

    /// <summary>The id the next item gets.</summary>
    public long NextItem { get; init; }

    /// <summary>The id the next own folder gets.</summary>
    public int NextFolder { get; init; }

    /// <summary>Sequence of the last change to the folders themselves.</summary>
    public long HierarchySequence { get; init; }

    /// <summary>Bytes that the items count against the quota.</summary>
    public long UsedBytes { get; init; }

    /// <summary>Raised with every change of a device's standing, so that its held requests look again.</summary>
    public long DeviceSignal { get; init; }

    /// <summary>Sequence of the newest log row of a folder; 0 when it has none.</summary>
    public long LastSequence(int folder) => Find(folder) is var at and >= 0 ? BinaryPrimitives.ReadInt64LittleEndian(marks.AsSpan(at + 4)) : 0;

    /// <summary>Number of folders.</summary>
    public int FolderCount => marks.Length / MarkBytes;

    /// <summary>Id of one of the folders; they are in ascending order.</summary>
    /// <param name="index">0 to <see cref="FolderCount"/>, exclusive.</param>
    public int FolderAt(int index) => BinaryPrimitives.ReadInt32LittleEndian(marks.AsSpan(index * MarkBytes));

    /// <summary>Whether the mailbox has this folder.</summary>
    public bool HasFolder(int folder) => Find(folder) >= 0;

    /// <summary>Tombstones at or below this sequence have been purged from the folder's log: who was told less must begin again.</summary>
    public long LogFloor(int folder) => Find(folder) is var at and >= 0 ? BinaryPrimitives.ReadInt64LittleEndian(marks.AsSpan(at + 12)) : 0;

    /// <summary>The state of a mailbox that was just made, with the default folders.</summary>
    internal static MailboxState New() => new([])
    {
        Sequence = 1,
        NextItem = 1,
        NextFolder = FolderIds.FirstOwn,
        HierarchySequence = 1,
    };

    internal static MailboxState Read(Entity entity, long stamp)
    {
        var row = entity.Properties;
        return new(row.FindBinary("folders") ?? [])
        {
            ETag = entity.ETag,
            Stamp = stamp,
            Sequence = row["seq"].AsInt64(),
            NextItem = row["nextItem"].AsInt64(),
            NextFolder = row["nextFolder"].AsInt32(),
            HierarchySequence = row["hseq"].AsInt64(),
            UsedBytes = row["used"].AsInt64(),
            DeviceSignal = row["signal"].AsInt64(),
        };
    }

    /// <summary>The row after a batch.</summary>
    /// <param name="after">The new counters.</param>
    /// <param name="last">New last sequences, by folder.</param>
    /// <param name="floors">New log floors, by folder.</param>
    /// <param name="removed">Folders whose marks go.</param>
    internal EntityProperties Write(
        MailboxCounters after,
        IReadOnlyDictionary<int, long> last,
        IReadOnlyDictionary<int, long> floors,
        IReadOnlySet<int> removed) => new(8)
    {
        { "v", MailRows.SchemaVersion },
        { "seq", after.Sequence },
        { "nextItem", after.NextItem },
        { "nextFolder", after.NextFolder },
        { "hseq", after.HierarchySequence },
        { "used", after.UsedBytes },
        { "signal", after.DeviceSignal },
        { "folders", Marks(last, floors, removed) },
    };

    private byte[] Marks(IReadOnlyDictionary<int, long> last, IReadOnlyDictionary<int, long> floors, IReadOnlySet<int> removed)
    {
        var all = new SortedDictionary<int, (long Last, long Floor)>();
        for (var at = 0; at + MarkBytes <= marks.Length; at += MarkBytes)
        {
            all[BinaryPrimitives.ReadInt32LittleEndian(marks.AsSpan(at))] =
                (BinaryPrimitives.ReadInt64LittleEndian(marks.AsSpan(at + 4)), BinaryPrimitives.ReadInt64LittleEndian(marks.AsSpan(at + 12)));
        }

        foreach (var (folder, sequence) in last)
        {
            all[folder] = (sequence, all.TryGetValue(folder, out var known) ? known.Floor : 0);
        }

        foreach (var (folder, floor) in floors)
        {
            if (all.TryGetValue(folder, out var known))
            {
                all[folder] = (known.Last, Math.Max(known.Floor, floor));
            }
        }

        foreach (var folder in removed)
        {
            all.Remove(folder);
        }

        var bytes = new byte[all.Count * MarkBytes];
        var to = 0;
        foreach (var (folder, mark) in all)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(to), folder);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(to + 4), mark.Last);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(to + 12), mark.Floor);
            to += MarkBytes;
        }

        return bytes;
    }

    private int Find(int folder)
    {
        var low = 0;
        var high = (marks.Length / MarkBytes) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = BinaryPrimitives.ReadInt32LittleEndian(marks.AsSpan(middle * MarkBytes));
            if (found == folder)
            {
                return middle * MarkBytes;
            }

            if (found < folder)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }
}
