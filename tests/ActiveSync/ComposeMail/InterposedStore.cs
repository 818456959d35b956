using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Tests.ComposeMail;

/// <summary>A store in which something happens just before a write: what another request does at the wrong moment.</summary>
internal sealed class InterposedStore(IEntityStore inner) : IEntityStore
{
    /// <summary>Done once, before the next batch that has a row whose key begins so.</summary>
    public (string Row, Func<Task> Act)? Before { get; set; }

    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        inner.FindManyAsync(table, partition, rows, cancellationToken);

    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        if (Before is var (row, act) && batch.Writes.Any(write => write.Row.StartsWith(row, StringComparison.Ordinal)))
        {
            Before = null;
            await act();
        }

        return await inner.TryWriteAsync(batch, cancellationToken);
    }
}
