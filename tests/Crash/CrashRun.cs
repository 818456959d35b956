using System.Diagnostics;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>Load, kill, start, check, and again: on one data folder, with everything drawn from one seed but the timing.</summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private const int LongestLoad = 400;
    private const int LongestStart = 700;
    private const double LongestAim = 10;

    private static readonly TimeSpan RepairsTake = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RepairsLook = TimeSpan.FromMilliseconds(50);

    private readonly Random random;
    private readonly ServerProcess server;
    private readonly StoreView view;
    private readonly Town town;
    private readonly Tally tally;

    private CrashRun(Random random, ServerProcess server, StoreView view, Town town, Tally tally)
    {
        this.random = random;
        this.server = server;
        this.view = view;
        this.town = town;
        this.tally = tally;
    }

    /// <summary>Kills the server so many times, and checks after each.</summary>
    /// <returns>What was done.</returns>
    public static async Task<string> RunAsync(ITestStore store, int seed, int kills, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(seed);
        var tally = new Tally();
        await using var server = await ServerProcess.StartAsync(store, cancellationToken);
        await using var run = new CrashRun(random, server, new StoreView(server, store), await Town.SettleAsync(server, random, tally, cancellationToken), tally);
        try
        {
            while (tally.Kills < kills)
            {
                await run.LoadAndKillAsync(cancellationToken);
                await run.StartAsync(kills, cancellationToken);
                await run.CheckAsync(patient: false, cancellationToken);
            }

            await run.CheckAsync(patient: true, cancellationToken);
            await server.StopAsync(cancellationToken);
            return $"{tally} {await run.CountBlobsAsync(cancellationToken)} {watch.Elapsed.TotalSeconds:0} s, seed {seed}.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new CrashRunException($"Seed {seed}, kill {tally.Kills}: {e.Message}\n{tally}\nThe server printed last:\n{server.Log[Math.Max(0, server.Log.Length - 4000)..]}", e);
        }
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private async Task LoadAndKillAsync(CancellationToken cancellationToken)
    {
        await town.PrepareVolleyAsync(cancellationToken);
        var fire = town.LoadVolley(cancellationToken);
        var load = town.UseAsync(cancellationToken);

        // When the kill comes is what is tested: nothing that the server says may tell. What takes it several steps is done in
        // less than a millisecond each, which a kill at any time hardly ever meets: it comes while the server is at a volley.
        await Task.Delay(random.Next(LongestLoad), cancellationToken);
        var volley = fire();
        var watch = Stopwatch.StartNew();
        var aim = random.NextDouble() * LongestAim;
        while (watch.Elapsed.TotalMilliseconds < aim)
        {
            await Task.Yield();
        }

        await KillAsync(cancellationToken);
        await Task.WhenAll(load, volley);
    }

    private async Task KillAsync(CancellationToken cancellationToken)
    {
        await server.KillAsync(cancellationToken);
        tally.Kills++;
        var waiting = await view.WaitingAsync(town.Ids, cancellationToken);
        Assert.Empty(waiting.Forgotten);
        tally.WithWork += waiting.Rows > 0 ? 1 : 0;
        tally.HalfWritten += view.HalfWrittenBlobs();
    }

    /// <summary>Starts the server; one start in ten does not live to see itself ready.</summary>
    private async Task StartAsync(int kills, CancellationToken cancellationToken)
    {
        while (tally.Kills < kills && random.Next(10) == 0)
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            soon.CancelAfter(random.Next(LongestStart));
            try
            {
                await server.StartAgainAsync(soon.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Not ready yet.
            }

            await KillAsync(cancellationToken);
        }

        await server.StartAgainAsync(cancellationToken);
    }

    private async Task CheckAsync(bool patient, CancellationToken cancellationToken)
    {
        await town.CheckAsync(server.Url, patient, () => WaitForRepairsAsync(cancellationToken), cancellationToken);
        await WaitForRepairsAsync(cancellationToken);
    }

    private async Task WaitForRepairsAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (await view.WaitingAsync(town.Ids, cancellationToken) is { Rows: > 0 })
        {
            Assert.True(watch.Elapsed < RepairsTake, $"What the last process left was not done within {RepairsTake}.");
            await Task.Delay(RepairsLook, cancellationToken);
        }
    }

    private async Task<string> CountBlobsAsync(CancellationToken cancellationToken)
    {
        var (items, orphans) = (0, 0);
        foreach (var mailbox in town.Ids)
        {
            var blobs = await view.BlobsAsync(mailbox, cancellationToken);
            Assert.Empty(blobs.WithoutBlob);
            items += blobs.Items;
            orphans += blobs.Orphans;
        }

        // Whoever looks in the wrong place finds no fault.
        Assert.Equal(town.Seen, items);

        // Only a delivery that was not answered may leave one for each recipient, of which it has two at most. A draft
        // may leave one when the kill comes between its blob and its batch.
        Assert.True(orphans <= (2 * tally.HandedInForNothing) + tally.Drafts, $"{orphans} blobs without an item.");
        return $"{orphans} blobs without an item.";
    }
}
