using System.Diagnostics;
using System.Net;
using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.Benchmarks.Servers;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Benchmarks.Ping;

/// <summary>
/// <c>ping [PHONES]</c>: phones that hold a Ping each, from four addresses. Their memory in the server, what OPTIONS takes
/// meanwhile, how fast a new mail is told to one of them, and to all at once. Needs two open files a phone: <c>ulimit -n</c>.
/// </summary>
internal static class PingBenchmark
{
    private const int Accounts = 20;
    private const int AtOnce = 64;
    private const int Probes = 200;
    private const string Inbox = "2";

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(20);
    private static readonly IPAddress[] Sources = [.. Enumerable.Range(1, 4).Select(last => new IPAddress([127, 0, 0, (byte)last]))];
    private static readonly byte[] Watch = WbxmlEncoder.Encode(WbxmlNode.Of(
        "Ping:Ping",
        WbxmlNode.Of("Ping:HeartbeatInterval", 3540),
        WbxmlNode.Of("Ping:Folders", WbxmlNode.Of("Ping:Folder", WbxmlNode.Of("Ping:Id", Inbox), WbxmlNode.Of("Ping:Class", "Email")))));

    public static async Task<int> RunAsync(string[] args)
    {
        var phones = Results.Number(args, 5000);
        using var server = await DemoServer.StartAsync();
        var accounts = await server.NewAccountsAsync(Accounts);

        // The first login of an account takes a slow hash, of which the server does only a few at a time.
        foreach (var account in accounts)
        {
            await server.Process.FirstAnswerAsync(RawRequest.Options(account));
        }

        // Each phone has its folders and its Inbox in hand, as phones do when they begin to wait.
        await ForEachAsync(phones, number => SyncAsync(server, accounts[number % Accounts], DeviceId(number)));
        await Task.Delay(Settle);
        var before = server.Process.ResidentBytes;

        var held = new RawConnection[phones];
        var answered = new Task<int>[phones];
        await ForEachAsync(phones, async number =>
        {
            held[number] = await RawConnection.OpenAsync(server.Process.EndPoint, Sources[number % Sources.Length]);
            answered[number] = HoldAsync(held[number], accounts[number % Accounts], DeviceId(number));
        });
        await Task.Delay(Settle);
        var after = server.Process.ResidentBytes;
        if (answered.Any(answer => answer.IsCompleted))
        {
            throw new InvalidOperationException("A Ping was not held.");
        }

        var used = server.Process.ProcessorTime;
        var options = await OptionsAsync(server);
        var told = await ProbeAsync(server);
        used = server.Process.ProcessorTime - used;
        var (woken, errors) = await WakeAllAsync(server, accounts, held, answered);

        Results.Title($"{phones} held Pings of {Accounts} accounts");
        Results.Line("resident memory of the server", $"{after / 1048576.0:F0} MiB", "target 1024 MiB for 20 000");
        Results.Line("of it for a Ping", $"{(after - before) / 1024.0 / phones:F1} KiB");
        Results.Line("OPTIONS p50, p99", $"{Results.Median(options):F1}, {Results.Percentile(options, 0.99):F1} ms", "target p99 20 ms");
        Results.Line("new mail to Ping answer p50, p99", $"{Results.Median(told):F1}, {Results.Percentile(told, 0.99):F1} ms", "target p99 50 ms");
        Results.Line("all woken at once: last answer", $"{woken.TotalSeconds:F2} s", "target 5 s");
        Results.Line("errors", $"{errors}", "target 0");
        foreach (var connection in held)
        {
            connection.Dispose();
        }

        return 0;
    }

    private static string DeviceId(int number) => $"held{number:D6}";

    /// <summary>Brings a phone up to date.</summary>
    private static async Task SyncAsync(DemoServer server, Login login, string deviceId)
    {
        using var phone = await server.NewPhoneAsync(login, deviceId);
        var key = "0";
        while (true)
        {
            var answer = await phone.SyncAsync(new(new SyncCollection(Inbox, key)), CancellationToken.None);
            if (answer.IsEmpty)
            {
                return;
            }

            key = answer.Single.SyncKey!;
        }
    }

    private static async Task<int> HoldAsync(RawConnection connection, Login login, string deviceId)
    {
        await connection.SendAsync(RawRequest.Command("Ping", login, deviceId, null, Watch));
        return await connection.ReceiveAsync();
    }

    private static async Task<List<double>> OptionsAsync(DemoServer server)
    {
        using var connection = await RawConnection.OpenAsync(server.Process.EndPoint);
        var request = RawRequest.Options(server.Alice);
        await connection.ExchangeAsync(request); // the slow hash, once
        var took = new List<double>();
        for (var i = 0; i < 10 * Probes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await connection.ExchangeAsync(request);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return took;
    }

    // The probe's phone syncs after each Ping, as a phone does: else the next Ping would be answered at once.
    private static async Task<List<double>> ProbeAsync(DemoServer server)
    {
        using var phone = await server.NewPhoneAsync(server.Bob, "probe");
        using var waiting = await RawConnection.OpenAsync(server.Process.EndPoint);
        using var sender = await RawConnection.OpenAsync(server.Process.EndPoint);
        var took = new List<double>();
        var key = "0";
        for (var i = 0; i < Probes; i++)
        {
            key = await CatchUpAsync(phone, key);
            var answer = HoldAsync(waiting, server.Bob, "probe");
            await Task.Delay(BetweenProbes);
            var mail = server.Inbound(server.Bob.User, Letters.Make(i, 2048, html: false));
            var start = Stopwatch.GetTimestamp();
            await sender.SendAsync(mail);
            await answer;
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await sender.ReceiveAsync();
        }

        return took;
    }

    private static async Task<string> CatchUpAsync(EasDevice phone, string key)
    {
        while (true)
        {
            var answer = await phone.SyncAsync(new(new SyncCollection(Inbox, key)), CancellationToken.None);
            if (answer.IsEmpty)
            {
                return key;
            }

            key = answer.Single.SyncKey!;
        }
    }

    /// <summary>One mail to each account.</summary>
    private static async Task<(TimeSpan Took, int Errors)> WakeAllAsync(DemoServer server, Login[] accounts, RawConnection[] held, Task<int>[] answered)
    {
        var mail = Letters.Make(0, 2048, html: false);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(accounts.Select(async account =>
        {
            using var sender = await RawConnection.OpenAsync(server.Process.EndPoint);
            await sender.ExchangeAsync(server.Inbound(account.User, mail));
        }));
        var statuses = await Task.WhenAll(answered);
        var took = Stopwatch.GetElapsedTime(start);
        var errors = 0;
        for (var i = 0; i < held.Length; i++)
        {
            errors += statuses[i] == 200 && WbxmlDecoder.Decode(held[i].Body).NumberOf("Ping:Status") == 2 ? 0 : 1;
        }

        return (took, errors);
    }

    private static Task ForEachAsync(int count, Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await work(number));
}
