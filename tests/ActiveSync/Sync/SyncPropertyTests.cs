using Carbonio.Cloud.ActiveSync.Tests.Sync.Property;
using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Carbonio.Cloud.ActiveSync.Tests.Sync;

/// <summary>
/// Whatever happens in whatever order: at the end every phone holds what the server holds inside its window, each item once, none
/// is told of its own changes, no Ping wakes one for nothing, and what a phone has sent arrived once and stands in Sent Items once.
/// </summary>
public sealed class SyncPropertyTests(AzuriteFixture azurite)
{
    private const int Steps = 120;
    private const int AzuriteSteps = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(FirstSeed, SeedCount)];

    /// <summary>Fewer, because each of them is written to a disk.</summary>
    public static TheoryData<int> StoreSeeds => [.. Enumerable.Range(101, 20)];

    // For a long run: CARBONIO_SYNC_SEEDS of them from CARBONIO_SYNC_FIRST on.
    private static int SeedCount => Number("CARBONIO_SYNC_SEEDS", 2000);

    private static int FirstSeed => Number("CARBONIO_SYNC_FIRST", 1);

    private static FakeTimeProvider Time => new(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Given_random_work_on_both_sides_when_it_is_quiet_then_every_phone_holds_what_the_server_holds(int seed)
    {
        var bench = new SyncBench(Time);
        bench.Model.AwkwardPages = seed % 2 == 0;
        await RunAsync(seed, bench, Steps);
    }

    [Theory]
    [MemberData(nameof(StoreSeeds))]
    public async Task Given_the_embedded_store_when_it_is_quiet_then_every_phone_holds_what_the_server_holds(int seed)
    {
        using var folder = new TemporaryFolder();
        await using var entities = new SqliteEntityStore(folder.Path);
        await RunAsync(seed, new SyncBench(Time, entities, new FileBlobStore(folder.Path)), Steps);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(203)]
    public async Task Given_Azurite_when_it_is_quiet_then_every_phone_holds_what_the_server_holds(int seed)
    {
        var server = await azurite.ServerAsync();
        var storage = AzureStorage.FromConnectionString(server.ConnectionString, new AzureStorageOptions { TableNamePrefix = $"sync{seed}", BlobContainer = $"sync{seed}" });
        await storage.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await RunAsync(seed, new SyncBench(Time, storage.Entities, storage.Blobs), AzuriteSteps);
    }

    private static async Task RunAsync(int seed, SyncBench bench, int steps)
    {
        var alice = new SyncBench(bench, await BenchAccount.FindAsync());
        var world = new World(seed, alice, new SyncBench(bench, await BenchAccount.FindAsync(BenchAccount.Bob)));
        for (var step = 0; step < steps; step++)
        {
            await world.StepAsync();
        }

        await world.SettleAsync();
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
