using System.Buffers;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// What was changed, by whom and when. <see cref="DirectoryWriter"/> writes its entries in the batch of the change; what changes
/// elsewhere is carried here by an outbox. Entries are kept for <see cref="Kept"/>.
/// </summary>
public sealed class AuditLog(IEntityStore store, TimeProvider time)
{
    /// <summary>How long an entry is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Rows of one partition that a page looks at. A page may so be short, or empty, though more follow.</summary>
    public const int MaximumRowsLookedAt = 2000;

    /// <summary>Batches that one step of <see cref="RemoveOldAsync"/> deletes.</summary>
    public const int BatchesOfAStep = 10;

    private const int PageRows = 200;
    private const int PartitionsAtOnce = 8;
    private const int MaximumContinuation = 100;

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!");

    /// <summary>Writes an entry into a tenant's log under an id of its own: doing it again has the effect of once.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">1 to 64 lower-case letters and digits; unique.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task WriteAsync(Guid tenant, string id, AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await store.TryWriteAsync(
            new EntityBatch(Tables.Directory, DirectoryRows.Partition(tenant)).Upsert(AuditRows.Key(entry.At, id), AuditRows.Write(entry)),
            cancellationToken);
    }

    /// <summary>One page, newest first.</summary>
    public async Task<DirectoryPage<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Maximum, 1);
        if (query.Continuation is { } continuation && (continuation.Length > MaximumContinuation || continuation.AsSpan().ContainsAnyExcept(KeyLetters)))
        {
            return new([], null); // none of ours
        }

        var page = new AuditPage(query);
        if (query.Tenants is { } some)
        {
            await LookAsync(page, some.Select(DirectoryRows.Partition), cancellationToken);
            return page.Complete();
        }

        await LookAsync(page, [DirectoryRows.GlobalPartition], cancellationToken);
        foreach (var prefix in new[] { DirectoryRows.TenantPrefix, AuditRows.GoneTenantPrefix })
        {
            for (var tenants = EntityQuery.WithPrefix(Tables.Directory, DirectoryRows.GlobalPartition, prefix); ;)
            {
                var found = await store.QueryAsync(tenants, cancellationToken);
                await LookAsync(page, found.Rows.Select(row => row.Key.Row[prefix.Length..]), cancellationToken);
                if (found.Continuation is null)
                {
                    break;
                }

                tenants = tenants with { Continuation = found.Continuation };
            }
        }

        return page.Complete();
    }

    /// <summary>Removes what is too old, a bounded step of it.</summary>
    /// <param name="cursor">What the step before gave; null to begin.</param>
    /// <param name="cancellationToken">The host's.</param>
    /// <returns>Where to go on; null when everything was looked at.</returns>
    public async Task<string?> RemoveOldAsync(string? cursor, CancellationToken cancellationToken)
    {
        var partition = cursor ?? DirectoryRows.GlobalPartition;
        var old = new EntityQuery(Tables.Directory, partition, AuditRows.Before(time.GetUtcNow() - Kept), AuditRows.End, StorageLimits.MaximumBatchWrites);
        for (var batches = 0; batches < BatchesOfAStep; batches++)
        {
            var rows = await store.QueryAsync(old, cancellationToken);
            if (rows.Rows.Count == 0 && rows.Continuation is null)
            {
                return await NextAsync(partition, cancellationToken);
            }

            if (rows.Rows.Count > 0)
            {
                var batch = new EntityBatch(Tables.Directory, partition);
                foreach (var row in rows.Rows)
                {
                    batch.Delete(row.Key.Row);
                }

                await store.TryWriteAsync(batch, cancellationToken); // false: another instance was faster with one of them
            }
        }

        return partition;
    }

    private static string EndOf(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>The partition after this one. A tenant that is gone and has no entries left is forgotten on the way.</summary>
    private async Task<string?> NextAsync(string partition, CancellationToken cancellationToken)
    {
        if (partition != DirectoryRows.GlobalPartition
            && await store.FindGlobalAsync(AuditRows.GoneTenantPrefix + partition, cancellationToken) is { } gone
            && (await store.QueryAsync(EntityQuery.WithPrefix(Tables.Directory, partition, AuditRows.Prefix, 1), cancellationToken)) is { Rows.Count: 0, Continuation: null })
        {
            await store.TryWriteAsync(new EntityBatch(Tables.Directory, DirectoryRows.GlobalPartition).Delete(gone.Key.Row, gone.ETag), cancellationToken);
        }

        // By id, whether it is there or gone: a tenant that goes meanwhile is found on the other list.
        var after = partition == DirectoryRows.GlobalPartition ? "" : partition + " ";
        string? next = null;
        foreach (var prefix in new[] { DirectoryRows.TenantPrefix, AuditRows.GoneTenantPrefix })
        {
            var query = new EntityQuery(Tables.Directory, DirectoryRows.GlobalPartition, prefix + after, EndOf(prefix), 1);
            var page = await store.QueryAsync(query, cancellationToken);
            while (page.Rows.Count == 0 && page.Continuation is { } more)
            {
                page = await store.QueryAsync(query with { Continuation = more }, cancellationToken);
            }

            if (page.Rows.Count > 0 && page.Rows[0].Key.Row[prefix.Length..] is var id && (next is null || string.CompareOrdinal(id, next) < 0))
            {
                next = id;
            }
        }

        return next;
    }

    private Task LookAsync(AuditPage page, IEnumerable<string> partitions, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        partitions,
        new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
        async (partition, stop) =>
        {
            var looked = 0;
            var last = "";
            for (var query = page.QueryOf(partition, PageRows); ;)
            {
                var rows = await store.QueryAsync(query, stop);
                looked += rows.Rows.Count;
                last = rows.Rows.Count > 0 ? rows.Rows[^1].Key.Row : last;
                var full = page.Add(rows.Rows);
                if (rows.Continuation is null || full)
                {
                    return;
                }

                if (looked >= MaximumRowsLookedAt)
                {
                    page.StopAfter(last);
                    return;
                }

                query = query with { Continuation = rows.Continuation };
            }
        });
}
