using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Mutants;

/// <summary>A store that keeps its promises, for mutants to break one of them.</summary>
internal class MutantEntityStore : IEntityStore
{
    protected IEntityStore Inner { get; } = new ModelEntityStore();

    public virtual Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => Inner.FindAsync(key, cancellationToken);

    public virtual Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        Inner.FindManyAsync(table, partition, rows, cancellationToken);

    public virtual Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => Inner.QueryAsync(query, cancellationToken);

    public virtual Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => Inner.TryWriteAsync(batch, cancellationToken);

    /// <summary>The batch with its writes changed.</summary>
    protected static EntityBatch Changed(EntityBatch batch, Func<EntityWrite, EntityWrite?> change)
    {
        var changed = new EntityBatch(batch.Table, batch.Partition);
        foreach (var write in batch.Writes)
        {
            _ = change(write) switch
            {
                null => changed,
                { Kind: EntityWriteKind.Insert } insert => changed.Insert(insert.Row, insert.Properties!),
                { Kind: EntityWriteKind.Replace } replace => changed.Replace(replace.Row, replace.ETag!, replace.Properties!),
                { Kind: EntityWriteKind.Upsert } upsert => changed.Upsert(upsert.Row, upsert.Properties!),
                var delete => changed.Delete(delete.Row, delete.ETag),
            };
        }

        return changed;
    }
}
