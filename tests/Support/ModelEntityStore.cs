using System.Globalization;
using System.Text;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Support;

/// <summary>
/// The port's promises in their plainest form: sorted rows in memory behind one lock. The model that adapters are compared
/// with, and the double for tests of what stands above the port.
/// </summary>
public sealed class ModelEntityStore : IEntityStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Table, string Partition), SortedDictionary<string, Entity>> partitions = [];
    private long lastETag;

    /// <summary>When set, queries use what the port leaves open: every second page is empty, none has more than two rows.</summary>
    public bool AwkwardPages { get; set; }

    /// <summary>Called with each batch before it is applied, outside the lock: to fail, to race, to watch.</summary>
    public Func<EntityBatch, Task>? BeforeWrite { get; set; }

    /// <summary>Called with each batch that was applied: throwing here is a store whose answer was lost.</summary>
    public Func<EntityBatch, Task>? AfterWrite { get; set; }

    /// <inheritdoc/>
    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        StorageGuards.Key(key.Table, key.Partition, key.Row);
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult(Find(key));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            StorageGuards.Key(table, partition, row);
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Entity?>>([.. rows.Select(row => Find(new(table, partition, row)))]);
        }
    }

    /// <inheritdoc/>
    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        StorageGuards.Query(query);
        cancellationToken.ThrowIfCancellationRequested();
        var afterEmpty = query.Continuation?.StartsWith('!') ?? false;
        var from = query.Continuation is null ? query.From : query.Continuation[1..];
        if (AwkwardPages && !afterEmpty)
        {
            return Task.FromResult(new EntityPage([], "!" + from));
        }

        var most = AwkwardPages ? Math.Min(2, query.MaximumRows) : query.MaximumRows;
        lock (gate)
        {
            var rows = Rows(query.Table, query.Partition).Values
                .Where(row => string.CompareOrdinal(row.Key.Row, from) >= 0 && string.CompareOrdinal(row.Key.Row, query.Before) < 0)
                .Take(most + 1)
                .Select(Copy)
                .ToList();
            if (rows.Count <= most)
            {
                return Task.FromResult(new EntityPage(rows, null));
            }

            var next = rows[most].Key.Row;
            rows.RemoveAt(most);
            return Task.FromResult(new EntityPage(rows, "=" + next));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        if (BeforeWrite is { } before)
        {
            await before(batch);
        }

        lock (gate)
        {
            var rows = Rows(batch.Table, batch.Partition);
            if (!batch.Writes.All(write => Expected(rows, write)))
            {
                return false;
            }

            foreach (var write in batch.Writes)
            {
                if (write.Kind == EntityWriteKind.Delete)
                {
                    rows.Remove(write.Row);
                }
                else
                {
                    var etag = (++lastETag).ToString(CultureInfo.InvariantCulture);
                    rows[write.Row] = new(new(batch.Table, batch.Partition, write.Row), etag, Copy(write.Properties!));
                }
            }
        }

        if (AfterWrite is { } after)
        {
            await after(batch);
        }

        return true;
    }

    private static bool Expected(SortedDictionary<string, Entity> rows, EntityWrite write)
    {
        var row = rows.GetValueOrDefault(write.Row);
        return write.Kind switch
        {
            EntityWriteKind.Insert => row is null,
            EntityWriteKind.Replace => row?.ETag == write.ETag,
            EntityWriteKind.Upsert => true,
            _ => row is not null && (write.ETag is null || row.ETag == write.ETag),
        };
    }

    private static Entity Copy(Entity row) => row with { Properties = Copy(row.Properties) };

    private static EntityProperties Copy(EntityProperties properties)
    {
        var copy = new EntityProperties(properties.Count);
        foreach (var (name, value) in properties)
        {
            copy.Add(name, value.Kind switch
            {
                EntityValueKind.Binary => value.AsBinary().AsSpan().ToArray(),
                EntityValueKind.String => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value.AsString())),
                _ => value,
            });
        }

        return copy;
    }

    private Entity? Find(EntityKey key) => Rows(key.Table, key.Partition).TryGetValue(key.Row, out var row) ? Copy(row) : null;

    private SortedDictionary<string, Entity> Rows(string table, string partition)
    {
        if (!partitions.TryGetValue((table, partition), out var rows))
        {
            partitions[(table, partition)] = rows = new(StringComparer.Ordinal);
        }

        return rows;
    }
}
