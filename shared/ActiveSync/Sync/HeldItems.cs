using System.Globalization;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>The items that a device holds of one collection. Only the segments that are asked for are read, only those that changed are written.</summary>
public sealed class HeldItems
{
    private readonly IEntityStore entities;
    private readonly MailboxId mailbox;
    private readonly string prefix;
    private readonly Dictionary<long, Slot> slots = [];

    /// <summary>Those of one collection in one epoch.</summary>
    public HeldItems(IEntityStore entities, MailboxId mailbox, string deviceId, int folder, uint epoch)
    {
        this.entities = entities;
        this.mailbox = mailbox;
        prefix = FolderPrefix(deviceId, folder) + string.Create(CultureInfo.InvariantCulture, $"{epoch:x8}!");
    }

    /// <summary>Segments that differ from what is stored.</summary>
    public int Changed => slots.Values.Count(slot => slot.Changed);

    /// <summary>Prefix of all segments of a collection, of every epoch.</summary>
    public static string FolderPrefix(string deviceId, int folder) =>
        string.Create(CultureInfo.InvariantCulture, $"{DevicePrefix(deviceId)}{folder:x8}!");

    /// <summary>Prefix of all segments of a device.</summary>
    public static string DevicePrefix(string deviceId) => $"s!{KeyText.Escape(deviceId)}!";

    /// <summary>Deletes all segments of a collection whose folder is gone.</summary>
    public static async Task DropAsync(IEntityStore entities, MailboxId mailbox, string deviceId, int folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(mailbox);
        var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, FolderPrefix(deviceId, folder), StorageLimits.MaximumBatchWrites);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            var batch = new EntityBatch(Tables.Mail, mailbox.Partition);
            foreach (var row in page.Rows)
            {
                batch.Delete(row.Key.Row, row.ETag);
            }

            // Who loses here loses the race for the device row too, and comes by again.
            if (batch.Writes.Count > 0)
            {
                await entities.TryWriteAsync(batch, cancellationToken);
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    /// <summary>Reads the segments of these items, as far as they are not read yet.</summary>
    public async Task LoadAsync(IEnumerable<long> items, CancellationToken cancellationToken)
    {
        var missing = items.Select(item => item / HeldSegment.Items).Distinct().Where(number => !slots.ContainsKey(number)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var rows = await entities.FindManyAsync(Tables.Mail, mailbox.Partition, [.. missing.Select(Row)], cancellationToken);
        for (var i = 0; i < missing.Length; i++)
        {
            slots[missing[i]] = rows[i] is { } row
                ? new Slot(HeldSegment.Unpack(row.Properties["held"].AsBinary())) { Stored = true }
                : new Slot(new HeldSegment());
        }
    }

    /// <summary>Whether the item is held. Its segment must have been loaded.</summary>
    public bool Contains(long item) => slots[item / HeldSegment.Items].Segment[(int)(item % HeldSegment.Items)];

    /// <summary>Says that the item is held from now on, or no longer. Its segment must have been loaded.</summary>
    public void Set(long item, bool held)
    {
        var slot = slots[item / HeldSegment.Items];
        var offset = (int)(item % HeldSegment.Items);
        if (slot.Segment[offset] != held)
        {
            slot.Segment[offset] = held;
            slot.Changed = true;
        }
    }

    /// <summary>Takes up what an answer told.</summary>
    public async Task ApplyAsync(IReadOnlyList<FrozenChange> told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(told);
        await LoadAsync(told.Select(change => change.Item), cancellationToken);
        foreach (var (item, kind) in told)
        {
            Set(item, kind is ChangeKind.Add or ChangeKind.Change);
        }
    }

    /// <summary>Puts the changed segments into a batch, from where on they count as unchanged.</summary>
    public void Put(EntityBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var (number, slot) in slots)
        {
            if (!slot.Changed)
            {
                continue;
            }

            var empty = slot.Segment.IsEmpty;
            if (!empty)
            {
                batch.Upsert(Row(number), new(2) { { "v", MailRows.SchemaVersion }, { "held", slot.Segment.Pack() } });
            }
            else if (slot.Stored)
            {
                batch.Delete(Row(number));
            }

            slot.Changed = false;
            slot.Stored = !empty;
        }
    }

    private string Row(long number) => prefix + number.ToString("x13", CultureInfo.InvariantCulture);

    private sealed class Slot(HeldSegment segment)
    {
        public HeldSegment Segment { get; } = segment;

        public bool Stored { get; set; }

        public bool Changed { get; set; }
    }
}
