using System.Diagnostics;
using Carbonio.Cloud.Benchmarks.Servers;

namespace Carbonio.Cloud.Benchmarks.CliStart;

/// <summary>
/// <c>cli-start [RUNS]</c>: one <c>carbonio prov getDomain</c> from start to end, beside an empty console program that asks the
/// same URL. Both published alike, run in turn.
/// </summary>
internal static class CliStartBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var runs = Results.Number(args, 15);
        using var server = await DemoServer.StartAsync();
        var url = server.Process.Url.GetLeftPart(UriPartial.Authority);
        var domain = server.Alice.User[(server.Alice.User.IndexOf('@', StringComparison.Ordinal) + 1)..];
        List<double> empty = [], own = [], ratios = [];
        for (var i = 0; i <= runs; i++)
        {
            var first = await MillisecondsAsync(Published.EmptyClient, $"{url}/api/admin/v1/domains/{domain}", server.Token);
            var second = await MillisecondsAsync(Published.CommandLine, "prov", "getDomain", domain, "--url", url, "--token", server.Token);
            if (i > 0)
            {
                empty.Add(first);
                own.Add(second);
                ratios.Add(second / first);
            }
        }

        Results.Title($"One command from start to end, medians of {runs} runs");
        Results.Line("empty console program with one GET", $"{Results.Median(empty):F0} ms");
        Results.Line("carbonio prov getDomain", $"{Results.Median(own):F0} ms");
        Results.Line("ratio to the empty program", $"{Results.Median(ratios):F2}", "target 1.5");
        return 0;
    }

    private static async Task<double> MillisecondsAsync(string program, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
