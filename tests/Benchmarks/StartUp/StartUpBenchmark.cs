using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.Benchmarks.Servers;

namespace Carbonio.Cloud.Benchmarks.StartUp;

/// <summary>
/// <c>start-up [STARTS]</c>: from the start of the process to the answer to a phone's OPTIONS with its password, on data of an
/// earlier run; beside what 'dotnet new web' gives, and bare Kestrel. All published alike, started in turn.
/// </summary>
internal static class StartUpBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var starts = Results.Number(args, 15);
        using var server = await DemoServer.StartAsync();
        var options = RawRequest.Options(server.Alice);
        await server.Process.FirstAnswerAsync(options);
        server.Stop();

        var anything = RawRequest.Get("/");
        List<double> own = [], template = [], kestrel = [], ratios = [];
        for (var i = 0; i <= starts; i++)
        {
            var first = await MillisecondsAsync(() => ChildServer.StartEmpty("template"), anything);
            var second = await MillisecondsAsync(() => ChildServer.StartProductionServer(server.Folder), options);
            var third = await MillisecondsAsync(() => ChildServer.StartEmpty("kestrel"), anything);
            if (i > 0)
            {
                template.Add(first);
                own.Add(second);
                kestrel.Add(third);
                ratios.Add(second / first);
            }
        }

        Results.Title($"Process start to first answer, medians of {starts} starts");
        Results.Line("empty ASP.NET Core app", $"{Results.Median(template):F0} ms");
        Results.Line("bare Kestrel", $"{Results.Median(kestrel):F0} ms");
        Results.Line("the server, OPTIONS with a password", $"{Results.Median(own):F0} ms");
        Results.Line("ratio to the empty app", $"{Results.Median(ratios):F2}", "target 1.25");
        return 0;
    }

    private static async Task<double> MillisecondsAsync(Func<ChildServer> start, byte[] request)
    {
        using var server = start();
        return (await server.FirstAnswerAsync(request)).TotalMilliseconds;
    }
}
