using System.Globalization;
using System.Runtime.CompilerServices;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>
/// Remembers which mailboxes may have outbox rows. A hint is durable before the batch that needs it, so a crash in between
/// leaves at worst a hint with nothing behind it.
/// </summary>
public sealed class WorkHints(IEntityStore entities, TimeProvider time)
{
    /// <summary>Partitions of the table: enough to spread writes, few enough to read each minute.</summary>
    public const int Shards = 64;

    /// <summary>Notes that work may wait in a mailbox.</summary>
    public async Task NoteAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var noted = new EntityProperties(2) { { "v", MailRows.SchemaVersion }, { "at", time.GetUtcNow() } };
        var batch = new EntityBatch(Tables.Work, Shard(mailbox.Partition)).Upsert(mailbox.Partition, noted);
        await entities.TryWriteAsync(batch, cancellationToken);
    }

    /// <summary>The mailbox's hint, or null.</summary>
    public async Task<WorkHint?> FindAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var row = await entities.FindAsync(new(Tables.Work, Shard(mailbox.Partition), mailbox.Partition), cancellationToken);
        return row is null ? null : new WorkHint(mailbox, row.ETag);
    }

    /// <summary>Takes a hint back, unless it was renewed since it was read.</summary>
    public async Task RemoveAsync(WorkHint hint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hint);
        var batch = new EntityBatch(Tables.Work, Shard(hint.Mailbox.Partition)).Delete(hint.Mailbox.Partition, hint.ETag);
        await entities.TryWriteAsync(batch, cancellationToken);
    }

    /// <summary>All hints of all shards.</summary>
    public async IAsyncEnumerable<WorkHint> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            var query = new EntityQuery(Tables.Work, Name(shard), "!", "~");
            do
            {
                var page = await entities.QueryAsync(query, cancellationToken);
                foreach (var row in page.Rows)
                {
                    if (MailboxId.FromPartition(row.Key.Row) is { } mailbox)
                    {
                        yield return new(mailbox, row.ETag);
                    }
                }

                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
    }

    private static string Shard(string partition)
    {
        // FNV-1a: stable over processes and releases, which string.GetHashCode is not.
        var hash = 2166136261u;
        foreach (var c in partition)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return Name((int)(hash % Shards));
    }

    private static string Name(int shard) => shard.ToString("x2", CultureInfo.InvariantCulture);
}
