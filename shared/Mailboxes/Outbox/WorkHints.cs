using System.Globalization;
using System.Runtime.CompilerServices;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>
/// Remembers which mailboxes may have outbox rows. A hint is durable before the batch that needs it, so a crash in between
/// leaves at worst a hint with nothing behind it. Each batch has its own, which is taken back by who wrote it, or by the
/// timer when it is so old that its batch is there or will never be: nobody takes back the hint of a batch still to come.
/// </summary>
/// <remarks>docs/decisions/0011-a-hint-for-each-batch.md.</remarks>
public sealed class WorkHints(IEntityStore entities, TimeProvider time)
{
    /// <summary>Partitions of the table: enough to spread writes, few enough to read each minute.</summary>
    public const int Shards = 64;

    /// <summary>Age at which a hint's batch is there or will never be: longer than any request and its retries, and than clocks differ.</summary>
    public static TimeSpan SettledAfter { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Notes that work of a batch will wait in a mailbox.</summary>
    /// <param name="mailbox">Where.</param>
    /// <param name="id">New for each batch.</param>
    /// <param name="cancellationToken">Ends it; the hint may have been written.</param>
    public async Task<WorkHint> NoteAsync(MailboxId mailbox, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var hint = new WorkHint(mailbox, $"{Prefix(mailbox)}{id}", time.GetUtcNow());
        var noted = new EntityProperties(2) { { "v", MailRows.SchemaVersion }, { "at", hint.Noted } };
        await entities.TryWriteAsync(new EntityBatch(Tables.Work, Shard(mailbox.Partition)).Upsert(hint.Row, noted), cancellationToken);
        return hint;
    }

    /// <summary>The mailbox's oldest hint, or null.</summary>
    public async Task<WorkHint?> FindAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var query = EntityQuery.WithPrefix(Tables.Work, Shard(mailbox.Partition), Prefix(mailbox), 1);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            if (page.Rows.Count > 0)
            {
                return Read(page.Rows[0]);
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return null;
    }

    /// <summary>Takes a hint back. One that is gone is no error.</summary>
    public async Task RemoveAsync(WorkHint hint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hint);
        await entities.TryWriteAsync(new EntityBatch(Tables.Work, Shard(hint.Mailbox.Partition)).Delete(hint.Row), cancellationToken);
    }

    /// <summary>Whether the timer may take a hint back, once nothing waits in its mailbox.</summary>
    public bool IsSettled(WorkHint hint)
    {
        ArgumentNullException.ThrowIfNull(hint);
        return time.GetUtcNow() - hint.Noted >= SettledAfter;
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
                    if (Read(row) is { } hint)
                    {
                        yield return hint;
                    }
                }

                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
    }

    private static string Prefix(MailboxId mailbox) => $"{mailbox.Partition}!";

    // The ids of tenant and account have no '!'.
    private static WorkHint? Read(Entity row)
    {
        var cut = row.Key.Row.LastIndexOf('!');
        return cut > 0 && MailboxId.FromPartition(row.Key.Row[..cut]) is { } mailbox
            ? new WorkHint(mailbox, row.Key.Row, row.Properties["at"].AsDateTime())
            : null;
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
