using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.Index;

/// <summary>A million devices are listed with the memory of a page.</summary>
public sealed class MillionDevicesTests
{
    private const int Devices = 1_000_000;
    private const long MostBytes = 48 * 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_million_devices_when_listed_by_pages_then_all_come_and_memory_stays_flat()
    {
        var store = new EndlessStore(Devices / DeviceIndex.Buckets);
        var index = new DeviceIndex(store);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (listed, most, pages) = (0, 0L, 0);
        string? next = null;
        do
        {
            var page = await index.PageAsync(Guid.Empty, "a.test", next, 1000, Cancel);
            listed += page.Devices.Count;
            next = page.Next;
            if (++pages % 100 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        while (next is not null);

        Assert.Equal(Devices, listed);
        Assert.InRange(most, long.MinValue, MostBytes);
        Assert.InRange(store.RowsMade, Devices, Devices + (Devices / 50)); // what is read and not given is little
    }

    /// <summary>A store whose index rows are made when they are read.</summary>
    private sealed class EndlessStore(int rowsOfABucket) : IEntityStore
    {
        public long RowsMade { get; private set; }

        public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
        {
            var first = query.From == "!" ? 0 : int.Parse(query.From[..8], null) + 1;
            var rows = Enumerable.Range(first, Math.Min(query.MaximumRows, rowsOfABucket - first)).Select(number => Row(query, number)).ToArray();
            RowsMade += rows.Length;
            return Task.FromResult(new EntityPage(rows, first + rows.Length < rowsOfABucket ? "more" : null));
        }

        public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

        private static Entity Row(EntityQuery query, int number)
        {
            var device = new ListedDevice { Account = Guid.Empty, Address = "alice@a.test", DeviceId = $"{number:d8}", DeviceType = "iPhone", UserAgent = "Apple-iPhone17C1/2601.1" };
            return new(new(query.Table, query.Partition, ListedDeviceRow.Key(device.DeviceId, Guid.Empty)), "1", ListedDeviceRow.Write(device));
        }
    }
}
