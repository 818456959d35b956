using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
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
            var stamp = services.Signals.Stamp;
            if (await services.Entities.FindAsync(Id.Key(MailRows.Mailbox), cancellationToken) is { } row)
            {
                return MailboxState.Read(row, stamp);
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
        var query = new EntityQuery(Tables.Mail, Id.Partition, MailRows.Log(folder, after + 1), MailRows.Log(folder, upTo + 1), maximum);
        do
        {
            var page = await services.Entities.QueryAsync(query, cancellationToken);
            entries.AddRange(page.Rows.Select(LogRow.Read));
            query = query with { Continuation = page.Continuation, MaximumRows = Math.Max(1, maximum - entries.Count) };
        }
        while (query.Continuation is not null && entries.Count < maximum);

        var more = query.Continuation is not null && entries.Count > 0;
        return new(entries, more ? entries[^1].Sequence : upTo, more);
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
        if (batch.HasOutbox)
        {
            await services.Hints.NoteAsync(Id, cancellationToken);
        }

        if (!await services.Entities.TryWriteAsync(rows, cancellationToken))
        {
            return false;
        }

        if (batch.ChangesMailbox)
        {
            services.Signals.Changed(Id);
        }

        if (batch.HasOutbox)
        {
            // The hint makes sure of the work; a failure here only leaves it to the timer.
            await services.Outbox.RunAsync(Id, cancellationToken);
        }

        return true;
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

        batch.Insert(MailRows.Mailbox, state.Write(MailboxCounters.Of(state), Folder.Defaults.ToDictionary(folder => folder.Id, folder => folder.Sequence), new HashSet<int>()));
        await services.Entities.TryWriteAsync(batch, cancellationToken); // false: another request made it first
    }
}
