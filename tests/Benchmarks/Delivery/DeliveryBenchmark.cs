using Carbonio.Cloud.Benchmarks.Load;
using Carbonio.Cloud.Benchmarks.Servers;

namespace Carbonio.Cloud.Benchmarks.Delivery;

/// <summary><c>delivery [SECONDS]</c>: mails of 20 KB handed in over HTTP from 64 connections to 20 mailboxes. An answer means that the mail is on the disk.</summary>
internal static class DeliveryBenchmark
{
    private const int Connections = 64;
    private const int Mailboxes = 20;
    private const int MailBytes = 20 * 1024;
    private const int Letters = 16;

    public static async Task<int> RunAsync(string[] args)
    {
        var duration = TimeSpan.FromSeconds(Results.Number(args, 5));
        using var server = await DemoServer.StartAsync();
        var accounts = await server.NewAccountsAsync(Mailboxes);
        Results.Title($"Delivery of {MailBytes / 1024} KB mails, {Connections} connections, {Mailboxes} mailboxes");
        foreach (var (what, html) in new[] { ("text", false), ("text and HTML", true) })
        {
            var requests = accounts
                .SelectMany(account => Enumerable.Range(0, Letters).Select(number => server.Inbound(account.User, Load.Letters.Make(number, MailBytes, html))))
                .ToArray();
            byte[] Next(int connection, int count) => requests[((count * Connections) + (connection * 7)) % requests.Length];
            await ClosedLoop.RunAsync(server.Process, Connections, TimeSpan.FromSeconds(3), 202, (connection, count) => Next(connection, count));
            var result = await ClosedLoop.RunAsync(server.Process, Connections, duration, 202, (connection, count) => Next(connection, count));
            Results.Line($"{what}", $"{result.PerSecond:N0}/s", "target 1000/s");
            Results.Line($"{what}: CPU of the server for a mail", $"{result.ProcessorMilliseconds:F2} ms");
        }

        return 0;
    }
}
