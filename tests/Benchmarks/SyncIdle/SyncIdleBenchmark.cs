using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.Benchmarks.Servers;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Benchmarks.SyncIdle;

/// <summary>
/// <c>sync-idle [SECONDS]</c>: Sync with nothing new from 16 phones at once, beside an empty Kestrel endpoint. Rounds of
/// both take turns, so that whatever else the machine does slows both.
/// </summary>
internal static class SyncIdleBenchmark
{
    private const int Phones = 16;
    private const int Rounds = 7;
    private const string Inbox = "2";

    private static readonly byte[] Anything = RawRequest.Get("/");
    private static readonly byte[] Health = RawRequest.Get("/healthz");
    private static readonly SyncOptions Options = new()
    {
        FilterType = 0,
        BodyPreferences = [new BodyPreference(1) { TruncationSize = 500 }],
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var duration = TimeSpan.FromSeconds(Results.Number(args, 2));
        using var empty = ChildServer.StartEmpty("kestrel");
        await empty.FirstAnswerAsync(Anything);
        using var server = await DemoServer.StartAsync();
        var syncs = await Task.WhenAll(Enumerable.Range(0, Phones).Select(number => ReadyAsync(server, $"idle{number:D4}")));

        // Until the runtime has compiled what is hot a second time.
        for (var i = 0; i < 3; i++)
        {
            await ClosedLoop.RunAsync(empty, Phones, TimeSpan.FromSeconds(2), 200, (_, _) => Anything);
            await ClosedLoop.RunAsync(server.Process, Phones, TimeSpan.FromSeconds(1), 200, (_, _) => Health);
            await ClosedLoop.RunAsync(server.Process, Phones, TimeSpan.FromSeconds(3), 200, (number, _) => syncs[number]);
        }

        List<double> bare = [], own = [], idle = [], ratios = [], bareProcessor = [], processor = [], processorRatios = [];
        for (var round = 0; round < Rounds; round++)
        {
            var first = await ClosedLoop.RunAsync(empty, Phones, duration, 200, (_, _) => Anything);
            var second = await ClosedLoop.RunAsync(server.Process, Phones, duration, 200, (number, _) => syncs[number]);
            var third = await ClosedLoop.RunAsync(server.Process, Phones, duration, 200, (_, _) => Health);
            bare.Add(first.PerSecond);
            idle.Add(second.PerSecond);
            own.Add(third.PerSecond);
            ratios.Add(second.PerSecond / first.PerSecond);
            bareProcessor.Add(first.ProcessorMilliseconds);
            processor.Add(second.ProcessorMilliseconds);
            processorRatios.Add(first.WholeMilliseconds / second.WholeMilliseconds);
        }

        Results.Title($"Sync with nothing new, {Phones} connections, medians of {Rounds} rounds");
        Results.Line("empty Kestrel endpoint", $"{Results.Median(bare):N0}/s");
        Results.Line("the server's own /healthz", $"{Results.Median(own):N0}/s");
        Results.Line("Sync with nothing new", $"{Results.Median(idle):N0}/s");
        Results.Line("ratio to the empty endpoint", $"{Results.Median(ratios):F3}", "target 0.333");
        Results.Line("CPU of the empty endpoint for a request", $"{Results.Median(bareProcessor):F3} ms");
        Results.Line("CPU of the server for a Sync", $"{Results.Median(processor):F3} ms");

        // Where others use the machine too, rates depend on who gets a processor when. This does not.
        Results.Line("ratio by CPU of both sides, load included", $"{Results.Median(processorRatios):F3}");
        return 0;
    }

    /// <summary>Brings a phone up to date.</summary>
    /// <returns>Its next Sync, to which there is nothing to say.</returns>
    private static async Task<byte[]> ReadyAsync(DemoServer server, string deviceId)
    {
        using var phone = await server.NewPhoneAsync(server.Alice, deviceId);
        var collection = new SyncCollection(Inbox, "0") { Options = Options };
        var key = (await phone.SyncAsync(new(collection), CancellationToken.None)).Single.SyncKey!;
        while (true)
        {
            collection = new SyncCollection(Inbox, key) { DeletesAsMoves = true, GetChanges = true, WindowSize = 100, Options = Options };
            var answer = await phone.SyncAsync(new(collection), CancellationToken.None);
            if (answer.IsEmpty)
            {
                return RawRequest.Command("Sync", server.Alice, deviceId, phone.PolicyKey, WbxmlEncoder.Encode(new SyncRequest(collection).ToWbxml()));
            }

            key = answer.Single.SyncKey!;
        }
    }
}
