using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Carbonio.Cloud.Wbxml.Benchmarks;

/// <summary><c>wbxml</c>: BenchmarkDotNet; <c>wbxml quick</c>: ten seconds with a stopwatch, and the ratios.</summary>
public static class WbxmlBenchmark
{
    private const int Rounds = 15;
    private const int TargetRatio = 5;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it.</summary>
    /// <param name="args">Empty or <c>quick</c>.</param>
    /// <returns>0 done; 1 when the target is missed or libwbxml2 is not there; 2 wrong usage.</returns>
    public static int Run(string[] args)
    {
        if (!LibWbxml.IsPresent)
        {
            Console.Error.WriteLine("libwbxml2 is missing: install the Debian package libwbxml2-1.");
            return 1;
        }

        switch (args)
        {
            case []:
                // BenchmarkDotNet 0.14 cannot build a project for this runtime, so it measures in this process.
                BenchmarkRunner.Run<SyncAnswerBenchmark>(DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
                return 0;
            case ["quick"]:
                return Quick();
            default:
                Console.Error.WriteLine("usage: wbxml [quick]");
                return 2;
        }
    }

    private static int Quick()
    {
        var benchmark = new SyncAnswerBenchmark();
        benchmark.Setup();
        Func<int>[] works =
        [
            benchmark.Decode,
            benchmark.DecodeToStrings,
            () => { benchmark.LibwbxmlDecode(); return 0; },
            benchmark.Encode,
            benchmark.LibwbxmlEncode,
        ];
        var fastest = new double[works.Length];
        Array.Fill(fastest, double.MaxValue);

        // All in turn, round after round: what else the machine does slows each of them alike.
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                fastest[i] = Math.Min(fastest[i], MicrosecondsOf(works[i]));
            }
        }

        Print($"Sync answer of {SyncAnswer.Mails} mails, {benchmark.DocumentBytes} bytes, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
        Print($"decode             {fastest[0],9:F1} us  {AllocatedBy(works[0]),8} bytes allocated");
        Print($"decode to strings  {fastest[1],9:F1} us  {AllocatedBy(works[1]),8} bytes allocated");
        Print($"libwbxml2 decode   {fastest[2],9:F1} us");
        Print($"encode             {fastest[3],9:F1} us  {AllocatedBy(works[3]),8} bytes allocated");
        Print($"libwbxml2 encode   {fastest[4],9:F1} us");
        var (decode, toStrings, encode) = (fastest[2] / fastest[0], fastest[2] / fastest[1], fastest[4] / fastest[3]);
        Print($"ratio: decode {decode:F1}, decode to strings {toStrings:F1}, encode {encode:F1} (target {TargetRatio})");
        benchmark.Cleanup();
        return Math.Min(decode, encode) >= TargetRatio ? 0 : 1;
    }

    private static double MicrosecondsOf(Func<int> work)
    {
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            work();
            count++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < Round);

        return elapsed.TotalMicroseconds / count;
    }

    private static long AllocatedBy(Func<int> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
