using System.Diagnostics;
using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class KillTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_process_that_is_killed_while_it_writes_when_its_stores_are_opened_then_all_it_acknowledged_is_there()
    {
        var acknowledged = await RunAndKillAsync(batches: 600);

        await using var entities = new SqliteEntityStore(folder.Path);
        await using var blobs = new FileBlobStore(folder.File("blobs"));
        foreach (var name in acknowledged)
        {
            var row = await entities.FindAsync(new(Tables.Mail, "p", name), Cancel);
            Assert.NotNull(row);
            Assert.NotNull(await entities.FindAsync(new(Tables.Mail, "p", name + "!"), Cancel));
            Assert.Equal(row.Properties["blob"].AsInt32(), await blobs.ReadAsync("t/" + name, 0, new byte[100_000], Cancel));
        }

        Assert.Empty(System.IO.Directory.GetFiles(folder.File("blobs/.tmp")));
        Assert.True(await entities.TryWriteAsync(new EntityBatch(Tables.Mail, "p").Insert("after", []), Cancel));
    }

    private async Task<List<string>> RunAndKillAsync(int batches)
    {
        var executable = Path.Combine(AppContext.BaseDirectory, typeof(KillTests).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using var process = Process.Start(new ProcessStartInfo(executable, [WriteUntilKilled.Argument, folder.Path]) { RedirectStandardOutput = true })!;
        var acknowledged = new List<string>();
        while (acknowledged.Count < batches && await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            acknowledged.Add(line);
        }

        process.Kill(); // SIGKILL: no handler, no finally, no close
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            acknowledged.Add(line);
        }

        await process.WaitForExitAsync(Cancel);
        Assert.True(acknowledged.Count >= batches);

        // The last line may have been cut off in the middle.
        return [.. acknowledged.SkipLast(1)];
    }
}
