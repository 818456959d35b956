namespace Carbonio.Cloud.Storage;

/// <summary>
/// Rows in partitions. Within a partition rows are ordered by row key (ordinal), and a batch is atomic and durable:
/// what returned true survives a power cut. A read sees every batch that returned before it began. Safe for concurrent use.
/// </summary>
public interface IEntityStore
{
    /// <summary>Reads one row.</summary>
    /// <returns>The row with its ETag, or null when there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken);

    /// <summary>Reads several rows of one partition, each as <see cref="FindAsync"/> would; not one snapshot.</summary>
    /// <returns>One element for each of <paramref name="rows"/>, in their order; null where there is none.</returns>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken);

    /// <summary>Reads one page of a range. Rows written or deleted meanwhile may or may not be in it; no other row is left out or given twice.</summary>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries.</exception>
    Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken);

    /// <summary>Applies every write of <paramref name="batch"/>, or none.</summary>
    /// <returns>
    /// False, with nothing written, when a row is not as its write expects it: at another ETag, there though it is to be
    /// inserted, or not there though it is to be deleted. A retry inside the adapter never turns a success into false.
    /// </returns>
    /// <exception cref="StoreUnavailableException">The store did not answer within its retries. The batch may have been applied.</exception>
    Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken);
}
