using System.Globalization;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>
/// The server is killed at moments that nothing tells it of, while phones and senders use it. What it acknowledged is there
/// afterwards, once; what it did not may be or not; what a phone holds is what the server has.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 25;
    private const int KillsOnAzurite = 4;
    private const int Seed = 1;

    [Fact]
    public async Task Given_embedded_stores_and_load_when_the_server_is_killed_again_and_again_then_nothing_acknowledged_is_lost_or_doubled()
    {
        await using var store = new EmbeddedStore();

        output.WriteLine(await CrashRun.RunAsync(store, Set("CARBONIO_CRASH_SEED", Seed), Set("CARBONIO_CRASH_KILLS", Kills), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Given_Azure_stores_and_load_when_the_server_is_killed_again_and_again_then_nothing_acknowledged_is_lost_or_doubled()
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        await using var store = await AzureStore.StartAsync(TestContext.Current.CancellationToken);

        output.WriteLine(await CrashRun.RunAsync(store, Set("CARBONIO_CRASH_SEED", Seed), Set("CARBONIO_CRASH_KILLS_AZURITE", KillsOnAzurite), TestContext.Current.CancellationToken));
    }

    // More for a long run.
    private static int Set(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : usual;
}
