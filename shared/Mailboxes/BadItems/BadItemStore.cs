using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>The bad items of mailboxes: rows beside their items, for an administrator to look at.</summary>
/// <remarks>A record whose item is gone is removed when the list is looked at.</remarks>
public sealed partial class BadItemStore(MailboxServices services, ILogger<BadItemStore> logger)
{
    /// <summary>Most records of one mailbox: what comes beyond is shown by a note all the same, and logged.</summary>
    public const int MaximumItems = 1000;

    /// <summary>Tries for one batch against other writers of the mailbox. What is not noted now is noted when it is next seen.</summary>
    public const int MaximumTries = 4;

    private const int NotesInBatch = 50;

    /// <summary>A record is written again only when it is this old, so that a device that asks all the time writes nothing.</summary>
    public static TimeSpan SeenPrecision { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Remembers what an answer showed notes for.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sightings">The items.</param>
    /// <param name="device">Whose answer it is.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task NoteAsync(MailboxId mailbox, IReadOnlyList<BadItemSighting> sightings, string device, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sightings);
        var opened = services.Open(mailbox);
        foreach (var some in sightings.DistinctBy(sighting => sighting.Item.Id).Chunk(NotesInBatch))
        {
            var tries = 1;
            while (!await TryNoteAsync(opened, some, device, cancellationToken) && tries++ < MaximumTries)
            {
                // Another writer was faster: once more, on the rows as they are now.
            }
        }
    }

    /// <summary>The records of a mailbox, in the order in which the items came.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<IReadOnlyList<ListedBadItem>> ListAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        var opened = services.Open(mailbox);
        var records = await ReadAsync(opened.Id, cancellationToken);
        if (records.Count == 0)
        {
            return [];
        }

        var folders = await opened.ReadFoldersAsync(cancellationToken);
        var items = await opened.FindItemsAsync([.. records.Select(record => record.Item)], cancellationToken);
        var listed = new List<ListedBadItem>(records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            if (items[i] is { } item)
            {
                listed.Add(new(records[i] with { Folder = item.Folder }, FolderPaths.Of(folders, item.Folder), Subject(item)));
            }
        }

        await DropAsync(opened.Id, [.. records.Where((_, i) => items[i] is null)], cancellationToken);
        return listed;
    }

    /// <summary>The record of one item, or null when it is not known to be bad.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task<BadItem?> FindAsync(MailboxId mailbox, long item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return await services.Entities.FindAsync(mailbox.Key(BadItemRow.Key(item)), cancellationToken) is { } row ? BadItemRow.Read(row) : null;
    }

    /// <summary>Removes records. One that changed meanwhile stays.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    public async Task DropAsync(MailboxId mailbox, IReadOnlyList<BadItem> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        foreach (var some in records.Chunk(StorageLimits.MaximumBatchWrites))
        {
            var batch = new EntityBatch(Tables.Mail, mailbox.Partition);
            foreach (var record in some)
            {
                batch.Delete(BadItemRow.Key(record.Item), record.ETag);
            }

            await services.Entities.TryWriteAsync(batch, cancellationToken); // false: somebody else was at it; the next look shows
        }
    }

    /// <summary>Puts the removal of a record into a batch.</summary>
    public static void Remove(EntityBatch batch, BadItem record)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(record);
        batch.Delete(BadItemRow.Key(record.Item), record.ETag);
    }

    /// <summary>How many records there are, counted up to <see cref="MaximumItems"/>.</summary>
    internal static async Task<int> CountAsync(IEntityStore entities, MailboxId mailbox, CancellationToken cancellationToken)
    {
        var count = 0;
        var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, BadItemRow.Prefix);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            count += page.Rows.Count;
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null && count < MaximumItems);

        return count;
    }

    private async Task<bool> TryNoteAsync(Mailbox mailbox, BadItemSighting[] sightings, string device, CancellationToken cancellationToken)
    {
        // The mailbox row is read first and written with new records: it is the lock that keeps their number right.
        var state = await mailbox.ReadStateAsync(cancellationToken);
        var now = services.Time.GetUtcNow();
        var rows = await services.Entities.FindManyAsync(
            Tables.Mail, mailbox.Id.Partition, [.. sightings.Select(sighting => BadItemRow.Key(sighting.Item.Id))], cancellationToken);
        var batch = mailbox.Begin(state, Origin.Server);
        var room = rows.Contains(null) ? await RoomAsync(mailbox.Id, cancellationToken) : 0;
        for (var i = 0; i < sightings.Length; i++)
        {
            var (item, reason) = sightings[i];
            if (rows[i] is { } row)
            {
                Renew(batch.Rows, BadItemRow.Read(row), item, reason, device, now);
            }
            else if (room-- > 0)
            {
                batch.Rows.Insert(BadItemRow.Key(item.Id), BadItemRow.Write(BadItemRow.New(item, reason, device, now)));
                batch.Lock();
            }
            else
            {
                LogFull(item.Id, mailbox.Id.Partition, MaximumItems);
            }
        }

        return batch.IsEmpty || await mailbox.TryCommitAsync(batch, cancellationToken);
    }

    private static void Renew(EntityBatch batch, BadItem known, Item item, BadItemReason reason, string device, DateTimeOffset now)
    {
        if (now - known.LastSeen < SeenPrecision && known.Reason == reason && known.Device is not null)
        {
            return;
        }

        var seen = known with { Folder = item.Folder, Reason = reason, Device = device, LastSeen = now, Count = known.Count + 1 };
        batch.Replace(BadItemRow.Key(known.Item), known.ETag!, BadItemRow.Write(seen));
    }

    private async Task<int> RoomAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        var room = MaximumItems - await CountAsync(services.Entities, mailbox, cancellationToken);
        if (room > 0)
        {
            return room;
        }

        // Records of items that are gone make room.
        await ListAsync(mailbox, cancellationToken);
        return MaximumItems - await CountAsync(services.Entities, mailbox, cancellationToken);
    }

    private async Task<List<BadItem>> ReadAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        var records = new List<BadItem>();
        var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, BadItemRow.Prefix);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            records.AddRange(page.Rows.Select(BadItemRow.Read));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return records;
    }

    private static string? Subject(Item item)
    {
        var mail = new MailFields(item.Content);
        return item.Class == ItemClass.Email && mail.Integer(MailField.StandIn) == 0 && mail.Text(MailField.Subject) is { Length: > 0 } subject ? subject : null;
    }

    [LoggerMessage(2301, LogLevel.Warning, "Item {Item} of {Mailbox} is bad, but not listed: {Maximum} are listed already.")]
    private partial void LogFull(long item, string mailbox, int maximum);
}
