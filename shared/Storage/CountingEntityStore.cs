namespace Carbonio.Cloud.Storage;

/// <summary>Counts what passes to the store below: for metrics, for tests that hold a request to its budget, and for a request that has a <see cref="StoreMeter"/>.</summary>
public sealed class CountingEntityStore(IEntityStore inner) : IEntityStore
{
    private long reads;
    private long writes;
    private long rowsRead;
    private long rowsWritten;

    /// <summary>Point reads and query pages so far. A <see cref="FindManyAsync"/> counts one for each row.</summary>
    public long Reads => Interlocked.Read(ref reads);

    /// <summary>Batches so far.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Rows so far: those read by their keys, there or not, and those that queries gave.</summary>
    public long RowsRead => Interlocked.Read(ref rowsRead);

    /// <summary>Rows in all batches so far, deleted ones too.</summary>
    public long RowsWritten => Interlocked.Read(ref rowsWritten);

    /// <inheritdoc/>
    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        Interlocked.Increment(ref rowsRead);
        StoreMeter.Current?.CountReads(1);
        return inner.FindAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref reads, rows.Count);
        Interlocked.Add(ref rowsRead, rows.Count);
        StoreMeter.Current?.CountReads(rows.Count);
        return inner.FindManyAsync(table, partition, rows, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        StoreMeter.Current?.CountReads(1);
        var page = await inner.QueryAsync(query, cancellationToken);
        Interlocked.Add(ref rowsRead, page.Rows.Count);
        return page;
    }

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Interlocked.Increment(ref writes);
        Interlocked.Add(ref rowsWritten, batch.Writes.Count);
        StoreMeter.Current?.CountWrite();
        return inner.TryWriteAsync(batch, cancellationToken);
    }
}
