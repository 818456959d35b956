namespace Carbonio.Cloud.Storage;

/// <summary>Counts what passes to the store below, for metrics and for tests that hold a request to its budget.</summary>
public sealed class CountingEntityStore(IEntityStore inner) : IEntityStore
{
    private long reads;
    private long writes;

    /// <summary>Point reads and query pages so far. A <see cref="FindManyAsync"/> counts one for each row.</summary>
    public long Reads => Interlocked.Read(ref reads);

    /// <summary>Batches so far.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <inheritdoc/>
    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return inner.FindAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref reads, rows.Count);
        return inner.FindManyAsync(table, partition, rows, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return inner.QueryAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        return inner.TryWriteAsync(batch, cancellationToken);
    }
}
