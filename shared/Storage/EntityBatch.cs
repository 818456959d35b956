namespace Carbonio.Cloud.Storage;

/// <summary>
/// Writes to one partition that happen together or not at all. A row stands in it at most once.
/// What no store could take (<see cref="StorageLimits"/>) is refused when it is added, by name.
/// </summary>
public sealed class EntityBatch
{
    private readonly List<EntityWrite> writes = [];
    private readonly HashSet<string> rows = new(StringComparer.Ordinal);

    /// <summary>An empty batch.</summary>
    public EntityBatch(string table, string partition)
    {
        StorageGuards.Key(table, partition, null);
        Table = table;
        Partition = partition;
    }

    /// <summary>One of <see cref="Tables"/>.</summary>
    public string Table { get; }

    /// <summary>The one partition.</summary>
    public string Partition { get; }

    /// <summary>The writes, in the order added.</summary>
    public IReadOnlyList<EntityWrite> Writes => writes;

    /// <summary>Writes that still fit by number.</summary>
    public int Room => StorageLimits.MaximumBatchWrites - writes.Count;

    /// <summary>Bytes of all writes so far.</summary>
    public int EstimatedBytes { get; private set; }

    /// <summary>Makes a row that must not be there.</summary>
    public EntityBatch Insert(string row, EntityProperties properties) => Add(new(EntityWriteKind.Insert, row, null, properties));

    /// <summary>Replaces a row that must be at <paramref name="etag"/>.</summary>
    public EntityBatch Replace(string row, string etag, EntityProperties properties)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return Add(new(EntityWriteKind.Replace, row, etag, properties));
    }

    /// <summary>Makes a row, or replaces it whatever it holds.</summary>
    public EntityBatch Upsert(string row, EntityProperties properties) => Add(new(EntityWriteKind.Upsert, row, null, properties));

    /// <summary>Makes the row when <paramref name="etag"/> is null, else replaces it at that version.</summary>
    public EntityBatch InsertOrReplace(string row, string? etag, EntityProperties properties) =>
        etag is null ? Insert(row, properties) : Replace(row, etag, properties);

    /// <summary>Deletes a row that must be there, at <paramref name="etag"/> unless that is null.</summary>
    public EntityBatch Delete(string row, string? etag = null) => Add(new(EntityWriteKind.Delete, row, etag, null));

    /// <summary>True when a write of that row is in the batch already.</summary>
    public bool Holds(string row) => rows.Contains(row);

    private EntityBatch Add(EntityWrite write)
    {
        StorageGuards.Key(Table, Partition, write.Row);
        var bytes = write.Properties is null ? 0 : StorageGuards.Properties(write.Row, write.Properties);
        if (writes.Count == StorageLimits.MaximumBatchWrites)
        {
            throw new ArgumentException($"A batch holds at most {StorageLimits.MaximumBatchWrites} writes.");
        }

        if (EstimatedBytes + bytes > StorageLimits.MaximumBatchBytes)
        {
            throw new ArgumentException($"A batch holds at most {StorageLimits.MaximumBatchBytes} bytes.");
        }

        if (!rows.Add(write.Row))
        {
            throw new ArgumentException($"Row {write.Row} stands twice in the batch.");
        }

        EstimatedBytes += bytes;
        writes.Add(write);
        return this;
    }
}
