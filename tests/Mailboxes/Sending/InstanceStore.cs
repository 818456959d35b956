using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

/// <summary>The stores as one instance sees them. When that dies, it reads and writes nothing more, and others go on.</summary>
internal sealed class InstanceStore(IEntityStore entities, IBlobStore blobs) : IEntityStore, IBlobStore
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes = int.MaxValue;

    /// <summary>Ends when the instance has died.</summary>
    public Task Died => died.Task;

    /// <summary>The last write before the end is done, though nobody is told.</summary>
    public bool LastWriteArrives { get; set; }

    /// <summary>Writes of rows that were tried.</summary>
    public int Writes { get; private set; }

    /// <summary>Dies with the write after so many.</summary>
    public void DieAfter(int count) => writes = count;

    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => Living(() => entities.FindAsync(key, cancellationToken));

    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        Living(() => entities.FindManyAsync(table, partition, rows, cancellationToken));

    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => Living(() => entities.QueryAsync(query, cancellationToken));

    public async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        Writes++;
        if (!died.Task.IsCompleted && writes-- <= 0)
        {
            if (LastWriteArrives)
            {
                await entities.TryWriteAsync(batch, cancellationToken);
            }

            died.TrySetResult();
        }

        return await Living(() => entities.TryWriteAsync(batch, cancellationToken));
    }

    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Living(async () =>
        {
            await blobs.WriteAsync(name, content, cancellationToken);
            return true;
        });

    public Task<int?> ReadAsync(string name, long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        Living(() => blobs.ReadAsync(name, offset, destination, cancellationToken));

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        Living(async () =>
        {
            await blobs.DeleteAsync(name, cancellationToken);
            return true;
        });

    public IAsyncEnumerable<BlobEntry> ListAsync(string prefix, CancellationToken cancellationToken) => blobs.ListAsync(prefix, cancellationToken);

    private Task<T> Living<T>(Func<Task<T>> operation) =>
        died.Task.IsCompleted ? Task.FromException<T>(new StoreUnavailableException("The instance has died.")) : operation();
}
