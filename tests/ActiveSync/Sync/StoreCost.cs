using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>What was asked of a store.</summary>
internal sealed record StoreCost(long Reads, long RowsRead, long Writes, long RowsWritten)
{
    public static StoreCost Of(CountingEntityStore store) => new(store.Reads, store.RowsRead, store.Writes, store.RowsWritten);

    public static StoreCost operator -(StoreCost after, StoreCost before) => new(
        after.Reads - before.Reads, after.RowsRead - before.RowsRead, after.Writes - before.Writes, after.RowsWritten - before.RowsWritten);
}
