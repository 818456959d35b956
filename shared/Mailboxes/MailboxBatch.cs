using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>
/// Changes to one mailbox that happen together: items with their log and date index, folders, and rows of others in the same
/// partition (a device's). The mailbox row is written with them only if something of the mailbox changed.
/// </summary>
public sealed class MailboxBatch
{
    /// <summary>Writes that one item costs at most, when it moves: the item, its date index and its log before and after, and the tombstone it leaves.</summary>
    public const int WritesPerItem = 6;

    /// <summary>Writes of one item's deletion: the item, its date index, its log, and the tombstone it leaves.</summary>
    public const int WritesPerDelete = 4;

    /// <summary>Writes of one item's purge: the item and its date index.</summary>
    public const int WritesPerPurge = 2;

    // The mailbox row, and one outbox row for the blobs of items that went.
    private const int OwnWrites = 2;

    private readonly MailboxState state;
    private readonly Origin origin;
    private readonly DateTimeOffset now;
    private readonly Func<string> newId;
    private readonly Dictionary<int, long> last = [];
    private readonly Dictionary<int, long> floors = [];
    private readonly HashSet<int> removed = [];
    private readonly List<string> deadBlobs = [];
    private readonly List<string> ownBlobs = [];
    private MailboxCounters counters;
    private bool mailboxChanged;

    internal MailboxBatch(MailboxId id, MailboxState state, Origin origin, DateTimeOffset now, Func<string> newId)
    {
        Id = id;
        this.state = state;
        this.origin = origin;
        this.now = now;
        this.newId = newId;
        counters = MailboxCounters.Of(state);
        Rows = new EntityBatch(Tables.Mail, id.Partition);
    }

    /// <summary>The mailbox.</summary>
    public MailboxId Id { get; }

    /// <summary>Who makes the changes.</summary>
    public Origin Origin => origin;

    /// <summary>The writes so far, without the mailbox row: others add theirs here.</summary>
    public EntityBatch Rows { get; }

    /// <summary>The newest sequence, with those of this batch.</summary>
    public long Sequence => counters.Sequence;

    /// <summary>Bytes used, with those of this batch.</summary>
    public long UsedBytes => counters.UsedBytes;

    /// <summary>Sequence of the last change to the folders, with those of this batch.</summary>
    public long HierarchySequence => counters.HierarchySequence;

    /// <summary>True when nothing has been put in.</summary>
    public bool IsEmpty => Rows.Writes.Count == 0 && !mailboxChanged && deadBlobs.Count == 0;

    /// <summary>True when the mailbox itself changes, and not only a device's row in its partition.</summary>
    public bool ChangesMailbox => mailboxChanged;

    /// <summary>True when there is something to see that was not there before, so that who waits for it is woken.</summary>
    public bool IsNews { get; private set; }

    /// <summary>True when a hint must be noted before this batch, because work follows from it.</summary>
    public bool HasOutbox { get; private set; }

    /// <summary>Whether one more item fits, beside <paramref name="reserved"/> writes still to come.</summary>
    public bool HasRoomForItem(int reserved) =>
        Rows.Room - reserved - OwnWrites >= WritesPerItem && Rows.EstimatedBytes < StorageLimits.MaximumBatchBytes - (256 * 1024);

    /// <summary>True when the item was changed in this batch already: a second change must wait for the next batch.</summary>
    public bool Holds(long item) => Rows.Holds(MailRows.Item(item));

    /// <summary>Last sequence of a folder, with this batch.</summary>
    public long LastSequence(int folder) => last.TryGetValue(folder, out var sequence) ? sequence : state.LastSequence(folder);

    /// <summary>Puts in a new item; it gets its id here.</summary>
    public Item Add(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var sequence = ++counters.Sequence;
        var added = item with { Id = counters.NextItem++, Sequence = sequence, Origin = origin, OthersSequence = 0 };
        Rows.Insert(MailRows.Item(added.Id), ItemRow.Write(added));
        Rows.Insert(MailRows.Date(added.Folder, added.Received, added.Id), Marker());
        Log(added, gone: false);
        counters.UsedBytes += added.Size;
        return added;
    }

    /// <summary>Changes an item that stays in its folder.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it shall be; id, folder and received moment are the same. The blob it no longer names is deleted after the batch.</param>
    /// <param name="toldTo">
    /// The device that makes the change has been told of the folder's log up to here; 0 when it is no device. Null when the item
    /// is to be news to the device whatever it was told.
    /// </param>
    public Item Update(Item before, Item after, long? toldTo)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Unlog(before);
        var changed = Advance(before, after, toldTo);
        Rows.Replace(MailRows.Item(changed.Id), before.ETag!, ItemRow.Write(changed));
        Log(changed, gone: false);
        counters.UsedBytes += after.Size - before.Size;
        if (before.Blob is not null && before.Blob != after.Blob)
        {
            Discard(before.Blob);
        }

        return changed;
    }

    /// <summary>Moves an item. It keeps its id; the old folder's log says that it left.</summary>
    /// <param name="item">As it was read.</param>
    /// <param name="folder">Where it goes: another folder than its own.</param>
    /// <param name="toldTo">
    /// The device that makes the move has been told of the old folder's log up to here, and takes the item with it: it is told
    /// only of what came after. Null when it takes nothing with it, or may hold the item in the new folder from an earlier stay
    /// of which it was not told the end: then the item is news to it.
    /// </param>
    public Item Move(Item item, int folder, long? toldTo = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        Unlog(item);
        Log(Advance(item, item, 0), gone: true);
        var moved = Advance(item, item with { Folder = folder }, toldTo);
        Rows.Replace(MailRows.Item(moved.Id), item.ETag!, ItemRow.Write(moved));
        Rows.Delete(MailRows.Date(item.Folder, item.Received, item.Id));
        Rows.Insert(MailRows.Date(folder, item.Received, item.Id), Marker());
        Log(moved, gone: false);
        return moved;
    }

    /// <summary>Deletes an item for good. Its blob is deleted after the batch.</summary>
    public void Delete(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Remove(item);
        Discard(item.Blob);
    }

    /// <summary>Takes away an item of a folder that is gone already: no log, for nobody is left to be told. Its blob is deleted after the batch.</summary>
    public void Purge(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Rows.Delete(MailRows.Item(item.Id), item.ETag);
        Rows.Delete(MailRows.Date(item.Folder, item.Received, item.Id));
        counters.UsedBytes = Math.Max(0, counters.UsedBytes - item.Size);
        Discard(item.Blob);
        mailboxChanged = true;
    }

    /// <summary>Says that a folder's tombstones up to a sequence have been taken from its log, in this batch or before.</summary>
    public void RaiseFloor(int folder, long sequence)
    {
        floors[folder] = sequence;
        mailboxChanged = true;
    }

    /// <summary>Puts a new item, with an id of its own, in the place of one whose blob it takes over: devices are told of a Delete and an Add.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">What takes its place; its blob is that of <paramref name="before"/>.</param>
    /// <returns>The new item.</returns>
    public Item Supersede(Item before, Item after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (after.Blob != before.Blob)
        {
            throw new ArgumentException("The blob would be lost.", nameof(after));
        }

        Remove(before);
        return Add(after);
    }

    /// <summary>Writes the mailbox row although nothing of it changes: nobody else has written to the mailbox since it was read, or the batch fails.</summary>
    public void Lock() => mailboxChanged = true;

    /// <summary>Makes a folder; it gets its id here.</summary>
    public Folder AddFolder(string name, int parent, FolderType type)
    {
        var folder = new Folder(counters.NextFolder++, parent, name, type, NextHierarchy());
        Rows.Insert(MailRows.Folder(folder.Id), FolderRow.Write(folder));
        last[folder.Id] = folder.Sequence;
        return folder;
    }

    /// <summary>Renames or moves a folder that was read after this batch's mailbox row.</summary>
    /// <returns>The folder, at its new version.</returns>
    public Folder UpdateFolder(Folder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var updated = folder with { Sequence = NextHierarchy() };
        Rows.Upsert(MailRows.Folder(folder.Id), FolderRow.Write(updated));
        return updated;
    }

    /// <summary>
    /// Takes a folder out of sight: nothing is delivered, moved or synchronised there from now on. Its contents and its row are
    /// purged later: docs/decisions/0008-moves-and-long-operations.md.
    /// </summary>
    public void HideFolder(Folder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        UpdateFolder(folder with { Deleted = true });
        removed.Add(folder.Id);
    }

    /// <summary>Raises the signal that makes held requests of this mailbox's devices look again.</summary>
    public void RaiseDeviceSignal()
    {
        counters.DeviceSignal++;
        mailboxChanged = true;
        IsNews = true;
    }

    /// <summary>Says that a blob was written for this batch alone: when somebody else comes first, it goes with the batch.</summary>
    public void Bring(string blob) => ownBlobs.Add(blob);

    /// <summary>Has a blob deleted after the batch; null is none.</summary>
    public void Discard(string? blob)
    {
        if (blob is not null)
        {
            deadBlobs.Add(blob);
            HasOutbox = true;
        }
    }

    /// <summary>Work to be done after the batch, surely and perhaps twice.</summary>
    public void AddOutbox(OutboxKind kind, string payload)
    {
        Rows.Insert(MailRows.OutboxEntry(newId()), OutboxRow.Write(kind, payload, now));
        HasOutbox = true;
    }

    /// <summary>Has the audit log tell of this batch.</summary>
    public void Tell(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        AddOutbox(OutboxKind.Audit, entry.ToText());
    }

    /// <summary>Blobs that nothing names unless this batch is written.</summary>
    internal IReadOnlyList<string> OwnBlobs => ownBlobs;

    /// <summary>Work to be done after the batch whose particulars are bytes, in a row of its own key.</summary>
    internal void AddOutbox(OutboxKind kind, string row, byte[] data)
    {
        Rows.Insert(row, OutboxRow.Write(kind, data, now));
        HasOutbox = true;
    }

    /// <summary>The newest sequence before this batch.</summary>
    internal long SequenceBefore => state.Sequence;

    /// <summary>The folder whose log this batch has written last; null when it wrote none.</summary>
    internal int? LoggedFolder { get; private set; }

    /// <summary>The whole batch, with the mailbox row.</summary>
    internal EntityBatch Complete()
    {
        if (deadBlobs.Count > 0)
        {
            AddOutbox(OutboxKind.DeleteBlobs, string.Join('\n', deadBlobs));
            deadBlobs.Clear();
        }

        if (mailboxChanged)
        {
            Rows.InsertOrReplace(MailRows.Mailbox, state.ETag, state.Write(counters, last, floors, removed));
        }

        return Rows;
    }

    private static EntityProperties Marker() => new(1) { { "v", MailRows.SchemaVersion } };

    private Item Advance(Item before, Item after, long? toldTo) => after with
    {
        Sequence = ++counters.Sequence,
        Origin = origin,

        // What the device was told of needs no telling again; what it was not told of must not be hidden by its own change.
        OthersSequence = before.Sequence <= toldTo ? 0 : toldTo is not null && before.Origin == origin ? before.OthersSequence : before.Sequence,
    };

    private void Remove(Item item)
    {
        Unlog(item);
        Log(Advance(item, item, 0), gone: true);
        Rows.Delete(MailRows.Item(item.Id), item.ETag);
        Rows.Delete(MailRows.Date(item.Folder, item.Received, item.Id));
        counters.UsedBytes = Math.Max(0, counters.UsedBytes - item.Size);
    }

    private void Unlog(Item item)
    {
        // An item newer than the mailbox row was read after somebody had come between the two reads. The mailbox row is not
        // replaced then, so nothing of this batch is written; but the sequence may be one that this batch gives, too.
        if (item.Sequence <= state.Sequence)
        {
            Rows.Delete(MailRows.Log(item.Folder, item.Sequence));
        }
    }

    private void Log(Item item, bool gone)
    {
        var entry = new LogEntry(item.Sequence, item.Id, gone, item.Received, item.Origin, item.OthersSequence);
        Rows.Insert(MailRows.Log(item.Folder, item.Sequence), LogRow.Write(entry, now));
        last[item.Folder] = item.Sequence;
        LoggedFolder = item.Folder;
        mailboxChanged = true;
        IsNews = true;
    }

    private long NextHierarchy()
    {
        mailboxChanged = true;
        IsNews = true;
        return counters.HierarchySequence = ++counters.Sequence;
    }
}
