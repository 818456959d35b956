using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory.Tests;

/// <summary>A store whose single reads a test can hold back, before or after they see the row.</summary>
internal sealed class GatedStore(IEntityStore inner) : IEntityStore
{
    private TaskCompletionSource gate = Opened();
    private bool before;
    private bool after;

    public void Close() => (gate, before) = (new(TaskCreationOptions.RunContinuationsAsynchronously), true);

    public void CloseAfterReading() => (gate, after) = (new(TaskCreationOptions.RunContinuationsAsynchronously), true);

    public void HoldNothingNew() => (before, after) = (false, false);

    public void Open()
    {
        HoldNothingNew();
        gate.SetResult();
    }

    public async Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        if (before)
        {
            await gate.Task;
        }

        var hold = after;
        var row = await inner.FindAsync(key, cancellationToken);
        if (hold)
        {
            await gate.Task;
        }

        return row;
    }

    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
        inner.FindManyAsync(table, partition, rows, cancellationToken);

    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => inner.TryWriteAsync(batch, cancellationToken);

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
