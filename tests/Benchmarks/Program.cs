using Carbonio.Cloud.Benchmarks.CliStart;
using Carbonio.Cloud.Benchmarks.Delivery;
using Carbonio.Cloud.Benchmarks.FirstSync;
using Carbonio.Cloud.Benchmarks.Ping;
using Carbonio.Cloud.Benchmarks.StartUp;
using Carbonio.Cloud.Benchmarks.Storage;
using Carbonio.Cloud.Benchmarks.SyncIdle;
using Carbonio.Cloud.Wbxml.Benchmarks;

const string Usage = """
    usage: dotnet run -c Release --project tests/Benchmarks -- BENCHMARK

      wbxml [quick]               a Sync answer of 100 mails beside libwbxml2
      storage [FOLDER] [SECONDS]  the embedded stores alone
      sync-idle [SECONDS]         Sync with nothing new beside an empty Kestrel endpoint
      first-sync [MAILS]          first Sync of a mailbox
      start-up [STARTS]           process start to first answer beside an empty ASP.NET Core app
      cli-start [RUNS]            one command of carbonio beside an empty console program
      delivery [SECONDS]          20 KB mails handed in over HTTP
      ping [PHONES]               held Pings: memory, latency, wake-up
      all                         each of them in turn

    All but the first two publish the server and run it as a process of its own, on embedded stores in a temporary
    folder. CARBONIO_BENCHMARK_PUBLISHED=1 runs what was published by the last benchmark;
    CARBONIO_BENCHMARK_SERVER='NAME=VALUE;...' sets environment variables for the server alone.
    """;

try
{
    return args switch
    {
        ["wbxml", .. var rest] => WbxmlBenchmark.Run(rest),
        ["storage", .. var rest] => await StorageBenchmark.Run(rest),
        ["sync-idle", .. var rest] => await SyncIdleBenchmark.RunAsync(rest),
        ["first-sync", .. var rest] => await FirstSyncBenchmark.RunAsync(rest),
        ["start-up", .. var rest] => await StartUpBenchmark.RunAsync(rest),
        ["cli-start", .. var rest] => await CliStartBenchmark.RunAsync(rest),
        ["delivery", .. var rest] => await DeliveryBenchmark.RunAsync(rest),
        ["ping", .. var rest] => await PingBenchmark.RunAsync(rest),
        ["all"] => await RunAllAsync(),
        _ => Misused(),
    };
}
catch (FormatException)
{
    return Misused();
}

static async Task<int> RunAllAsync()
{
    WbxmlBenchmark.Run(["quick"]); // says itself when libwbxml2 is missing
    await StorageBenchmark.Run([]);
    await StartUpBenchmark.RunAsync([]);
    await CliStartBenchmark.RunAsync([]);
    await SyncIdleBenchmark.RunAsync([]);
    await FirstSyncBenchmark.RunAsync([]);
    await DeliveryBenchmark.RunAsync([]);
    await PingBenchmark.RunAsync([]);
    return 0;
}

static int Misused()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
