using System.Diagnostics;
using Carbonio.Cloud.Benchmarks.Servers;

namespace Carbonio.Cloud.Benchmarks.Load;

/// <summary>Several connections, each sending its next request when the last was answered.</summary>
internal static class ClosedLoop
{
    /// <summary>Sends for a while. Connection n sends <paramref name="request"/>(n, how many it has sent).</summary>
    public static async Task<LoadResult> RunAsync(ChildServer server, int connections, TimeSpan duration, int expectedStatus, Func<int, int, ReadOnlyMemory<byte>> request)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => RawConnection.OpenAsync(server.EndPoint)));
        var used = server.ProcessorTime;
        var usedHere = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(open.Select((connection, number) => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var status = await connection.ExchangeAsync(request(number, count));
                if (status != expectedStatus)
                {
                    throw new InvalidOperationException($"HTTP {status} instead of {expectedStatus}.");
                }

                count++;
            }

            return count;
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var result = new LoadResult(done.Sum(), elapsed, server.ProcessorTime - used, Environment.CpuUsage.TotalTime - usedHere);
        foreach (var connection in open)
        {
            connection.Dispose();
        }

        return result;
    }
}
