using System.Diagnostics;
using System.Text;
using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.Benchmarks.Servers;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Benchmarks.FirstSync;

/// <summary>
/// <c>first-sync [MAILS]</c>: a phone's first Sync of an Inbox, window 100, bodies as text cut after 500 bytes. The phone does
/// no more than take each answer's key; what came is decoded and counted afterwards.
/// </summary>
internal static class FirstSyncBenchmark
{
    private const int Phones = 7;
    private const int Senders = 8;
    private const int MailBytes = 8 * 1024;
    private const string Inbox = "2";

    // SyncKey: page 0, token 0x0B with content, an inline string.
    private static readonly byte[] SyncKeyText = [0x4B, 0x03];

    private static readonly SyncOptions Options = new()
    {
        FilterType = 0,
        BodyPreferences = [new BodyPreference(1) { TruncationSize = 500 }],
    };

    public static async Task<int> RunAsync(string[] args)
    {
        var mails = Results.Number(args, 1000);
        using var server = await DemoServer.StartAsync();
        var login = (await server.NewAccountsAsync(1))[0];
        await DeliverAsync(server, login, mails);

        List<double> seconds = [], processor = [];
        for (var number = 0; number < Phones; number++)
        {
            var deviceId = $"first{number:D4}";
            using var phone = await server.NewPhoneAsync(login, deviceId);
            using var connection = await RawConnection.OpenAsync(server.Process.EndPoint);
            var answers = new List<byte[]>();
            var used = server.Process.ProcessorTime;
            var start = Stopwatch.GetTimestamp();
            for (var key = "0"; ; key = KeyOf(answers[^1]))
            {
                var collection = new SyncCollection(Inbox, key) { WindowSize = key == "0" ? null : 100, Options = Options };
                var body = WbxmlEncoder.Encode(new SyncRequest(collection).ToWbxml());
                if (await connection.ExchangeAsync(RawRequest.Command("Sync", login, deviceId, phone.PolicyKey, body, gzip: false)) != 200)
                {
                    throw new InvalidOperationException("A Sync was not answered.");
                }

                if (connection.Body.IsEmpty)
                {
                    break;
                }

                answers.Add(connection.BodyToArray());
            }

            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor.Add((server.Process.ProcessorTime - used).TotalSeconds);
            var came = answers.Sum(answer => WbxmlDecoder.Decode(answer).SelfAndDescendants().Count(node => node.Name == "AirSync:Add"));
            if (came != mails)
            {
                throw new InvalidOperationException($"{came} mails came instead of {mails}.");
            }
        }

        Results.Title($"First Sync of {mails} mails of {MailBytes / 1024} KB, window 100, {Phones} phones one after the other");
        Results.Line("the first phone after the start", $"{seconds[0]:F3} s");
        Results.Line("CPU of the server for it", $"{processor[0]:F3} s");
        Results.Line("median", $"{Results.Median(seconds):F3} s", mails == 1000 ? "target 0.5 s" : "");
        Results.Line("median CPU of the server", $"{Results.Median(processor):F3} s", mails == 1000 ? "target 0.4 s" : "");
        return 0;
    }

    private static Task DeliverAsync(DemoServer server, Login login, int mails) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(async sender =>
        {
            using var connection = await RawConnection.OpenAsync(server.Process.EndPoint);
            for (var number = sender; number < mails; number += Senders)
            {
                if (await connection.ExchangeAsync(server.Inbound(login.User, Letters.Make(number, MailBytes, html: number % 3 != 0))) != 202)
                {
                    throw new InvalidOperationException("A mail was not taken.");
                }
            }
        }));

    private static string KeyOf(ReadOnlySpan<byte> answer)
    {
        var text = answer[(answer.IndexOf(SyncKeyText) + 2)..];
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }
}
