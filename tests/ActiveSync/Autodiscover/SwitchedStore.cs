using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

/// <summary>A store that can be taken away.</summary>
internal sealed class SwitchedStore(IEntityStore store) : IEntityStore
{
    public bool IsAway { get; set; }

    private IEntityStore Store => IsAway ? throw new StoreUnavailableException("away") : store;

    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => Store.FindAsync(key, cancellationToken);

    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        Store.FindManyAsync(table, partition, rows, cancellationToken);

    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => Store.QueryAsync(query, cancellationToken);

    public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => Store.TryWriteAsync(batch, cancellationToken);
}
