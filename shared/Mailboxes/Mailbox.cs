using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.OutOfOffice;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>A real mailbox.</summary>
public sealed class Mailbox : IMailboxView
{
    private readonly MailboxServices services;

    internal Mailbox(MailboxId id, MailboxServices services)
    {
        Id = id;
        this.services = services;
    }

    /// <inheritdoc/>
    public MailboxId Id { get; }

    /// <inheritdoc/>
    public async Task<MailboxState> ReadStateAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindStateAsync(cancellationToken) is { } state)
            {
                return state;
            }

            await CreateAsync(cancellationToken);
        }
    }

    /// <summary>Reads the mailbox row and one other row of its partition at once; makes the mailbox when it has none yet.</summary>
    /// <returns>The mailbox row, and the other row or null when there is none.</returns>
    public async Task<(MailboxState State, Entity? Other)> ReadStateAndRowAsync(string row, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stamp = services.Signals.Stamp;
            var found = await services.Entities.FindManyAsync(Tables.Mail, Id.Partition, [MailRows.Mailbox, row], cancellationToken);
            if (found[0] is { } own)
            {
                return (MailboxState.Read(own, stamp), found[1]);
            }

            await CreateAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Folder>> ReadFoldersAsync(CancellationToken cancellationToken)
    {
        var folders = new List<Folder>();
        var query = EntityQuery.WithPrefix(Tables.Mail, Id.Partition, MailRows.Folders);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            folders.AddRange(page.Rows.Select(FolderRow.Read));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return folders;
    }

    /// <inheritdoc/>
    public async Task<Folder?> FindFolderAsync(int folder, CancellationToken cancellationToken)
    {
        var row = await services.Entities.FindAsync(Id.Key(MailRows.Folder(folder)), cancellationToken);
        return row is not null && FolderRow.Read(row) is { Deleted: false } found ? found : null;
    }

    /// <inheritdoc/>
    public async Task<LogPage> ReadLogAsync(int folder, long after, long upTo, int maximum, CancellationToken cancellationToken)
    {
        if (upTo <= after)
        {
            return new([], upTo, More: false);
        }

        var entries = new List<LogEntry>();
        var oldest = services.Time.GetUtcNow() - LogPurge.Retention;
        var expired = false;
        var query = new EntityQuery(Tables.Mail, Id.Partition, MailRows.Log(folder, after + 1), MailRows.Log(folder, upTo + 1), maximum);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            entries.AddRange(page.Rows.Select(LogRow.Read).OfType<LogEntry>());
            expired |= page.Rows.Any(row => LogRow.IsExpired(row, oldest) || LogRow.Read(row) is null);
            query = query with { Continuation = page.Continuation, MaximumRows = Math.Max(1, maximum - entries.Count) };
        }
        while (query.Continuation is not null && entries.Count < maximum);

        var more = query.Continuation is not null && entries.Count > 0;
        return new(entries, more ? entries[^1].Sequence : upTo, more, expired);
    }

    /// <inheritdoc/>
    public async Task<DatePage> ReadDatesAsync(int folder, DatePosition after, DatePosition upTo, int maximum, CancellationToken cancellationToken)
    {
        if (upTo <= after)
        {
            return new([], upTo, More: false);
        }

        var places = new List<DatePosition>();
        var query = new EntityQuery(Tables.Mail, Id.Partition, Behind(folder, after), Behind(folder, upTo), maximum);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            places.AddRange(page.Rows.Select(Place));
            query = query with { Continuation = page.Continuation, MaximumRows = Math.Max(1, maximum - places.Count) };
        }
        while (query.Continuation is not null && places.Count < maximum);

        var more = query.Continuation is not null && places.Count > 0;
        return new(places, more ? places[^1] : upTo, more);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Item?>> FindItemsAsync(IReadOnlyList<long> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            return [];
        }

        var rows = await services.Entities.FindManyAsync(Tables.Mail, Id.Partition, [.. items.Select(MailRows.Item)], cancellationToken);
        return [.. rows.Select(row => row is null ? null : ItemRow.Read(row))];
    }

    /// <inheritdoc/>
    public async Task<int?> ReadBlobAsync(Item item, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Blob is null ? null : await services.Blobs.ReadAsync(item.Blob, offset, destination, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> WriteBlobAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var blob = $"{Id.Tenant}/{Id.Account}/{services.NewId()}";
        await services.Blobs.WriteAsync(blob, bytes, cancellationToken);
        return blob;
    }

    /// <inheritdoc/>
    public async Task<StoredOutOfOffice> ReadOutOfOfficeAsync(CancellationToken cancellationToken) =>
        OutOfOfficeRow.Read(await services.Entities.FindAsync(Id.Key(OutOfOfficeRow.Key), cancellationToken));

    /// <inheritdoc/>
    public Task<bool> TryWriteOutOfOfficeAsync(StoredOutOfOffice read, OutOfOfficeSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(settings);
        var batch = new EntityBatch(Tables.Mail, Id.Partition).InsertOrReplace(OutOfOfficeRow.Key, read.ETag, OutOfOfficeRow.Write(settings));
        return services.Entities.TryWriteAsync(batch, cancellationToken);
    }

    /// <inheritdoc/>
    public MailboxBatch Begin(MailboxState state, Origin origin) => new(Id, state, origin, services.Time.GetUtcNow(), services.NewId);

    /// <inheritdoc/>
    public async Task<bool> TryCommitAsync(MailboxBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Id != Id)
        {
            throw new ArgumentException("The batch is for another mailbox.", nameof(batch));
        }

        var rows = batch.Complete();
        var hint = batch.HasOutbox ? await services.Hints.NoteAsync(Id, services.NewId(), cancellationToken) : null;
        if (!await services.Entities.TryWriteAsync(rows, cancellationToken))
        {
            await (hint is null ? Task.CompletedTask : services.Outbox.ForgetAsync(hint, cancellationToken));
            await DropAsync(batch.OwnBlobs, cancellationToken);
            return false;
        }

        if (batch.IsNews)
        {
            services.Signals.Changed(Id);
        }

        if (hint is not null)
        {
            // The hint makes sure of the work; a failure here only leaves it to the timer.
            await services.Outbox.RunAsync(hint, cancellationToken);
        }

        if (LogPurge.IsDue(batch))
        {
            await new LogPurge(services.Entities, services.Time).RunAsync(this, batch, cancellationToken);
        }

        return true;
    }

    /// <summary>Reads the mailbox row. Null when there is none: nothing is made.</summary>
    internal async Task<MailboxState?> FindStateAsync(CancellationToken cancellationToken)
    {
        var stamp = services.Signals.Stamp;
        return await services.Entities.FindAsync(Id.Key(MailRows.Mailbox), cancellationToken) is { } row ? MailboxState.Read(row, stamp) : null;
    }

    /// <summary>Writes one step of outbox work: under the hint that is there already, and without beginning outbox work anew.</summary>
    internal async Task<bool> TryCommitStepAsync(MailboxBatch batch, CancellationToken cancellationToken)
    {
        if (!await services.Entities.TryWriteAsync(batch.Complete(), cancellationToken))
        {
            return false;
        }

        if (batch.IsNews)
        {
            services.Signals.Changed(Id);
        }

        return true;
    }

    /// <summary>Rows of a folder's log, as they are stored: a page of the oldest after a sequence.</summary>
    internal async Task<IReadOnlyList<Entity>> ReadLogRowsAsync(int folder, long after, int maximum, CancellationToken cancellationToken)
    {
        var rows = new List<Entity>();
        var query = new EntityQuery(Tables.Mail, Id.Partition, MailRows.Log(folder, after + 1), MailRows.Log(folder, long.MaxValue), maximum);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Rows);
            query = query with { Continuation = page.Continuation, MaximumRows = Math.Max(1, maximum - rows.Count) };
        }
        while (query.Continuation is not null && rows.Count < maximum);

        return rows;
    }

    /// <summary>Deletes rows that nobody writes any more.</summary>
    /// <returns>False when somebody else deleted some of them first.</returns>
    internal Task<bool> TryDeleteAsync(IEnumerable<string> rows, CancellationToken cancellationToken)
    {
        var batch = new EntityBatch(Tables.Mail, Id.Partition);
        foreach (var row in rows)
        {
            batch.Delete(row);
        }

        return services.Entities.TryWriteAsync(batch, cancellationToken);
    }

    private async Task DropAsync(IReadOnlyList<string> blobs, CancellationToken cancellationToken)
    {
        foreach (var blob in blobs)
        {
            try
            {
                await services.Blobs.DeleteAsync(blob, cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                // It stays behind: no row names it, so nobody ever sees it.
            }
        }
    }

    // A key that sorts right behind the place: '~' sorts behind every hexadecimal digit.
    private static string Behind(int folder, DatePosition place) => MailRows.Date(folder, place.ReverseTicks, place.Item) + "~";

    private static DatePosition Place(Entity row) =>
        new(Convert.ToInt64(row.Key.Row.Substring(11, 16), 16), Convert.ToInt64(row.Key.Row[28..], 16));

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var state = MailboxState.New();
        var batch = new EntityBatch(Tables.Mail, Id.Partition);
        foreach (var folder in Folder.Defaults)
        {
            batch.Insert(MailRows.Folder(folder.Id), FolderRow.Write(folder));
        }

        batch.Insert(MailRows.Mailbox, state.Write(MailboxCounters.Of(state), Folder.Defaults.ToDictionary(folder => folder.Id, folder => folder.Sequence), new Dictionary<int, long>(), new HashSet<int>()));
        await services.Entities.TryWriteAsync(batch, cancellationToken); // false: another request made it first
    }
}
