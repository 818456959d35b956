using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.Support.Postfix;

namespace Carbonio.Cloud.Functions.Tests.Lmtp;

/// <summary>What mail servers live through when the server stops or dies, or its store is away.</summary>
public sealed class LmtpLifetimeTests
{
    private const int Kills = 3;
    private const int MailsAtOnce = 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_mail_server_that_delivers_when_the_server_is_killed_then_each_mail_is_there_exactly_once_in_the_end()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        await using var store = new LmtpStore(new EmbeddedStore());
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        await using var postfix = await PostfixServer.StartRelayAsync(store.Port, new Dictionary<string, string>(), Token);
        var subjects = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var round = Enumerable.Range(0, MailsAtOnce).Select(number => $"{kill}-{number:00}").ToList();
            subjects.AddRange(round);
            var seen = postfix.Log.Length;
            await Task.WhenAll(round.Select(subject => postfix.SubmitAsync("anna@out.test", [account.Address], $"Subject: {subject}\n\nText.\n", Token)));
            await postfix.WaitForLogAsync("status=sent", Token, seen);
            await server.KillAsync(Token);
            await server.StartAgainAsync(Token);
        }

        await postfix.WaitForEmptyQueueAsync(Token);
        Assert.DoesNotContain("status=bounced", postfix.Log, StringComparison.Ordinal);
        var phone = await Phones.SetUpAsync(Phones.NewDevice(server.Url, account), Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        Assert.Equal(subjects.Order(StringComparer.Ordinal), phone.Held(inbox).Items.Values.Select(mail => mail.Subject!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Given_a_mail_server_when_our_server_is_not_there_yet_then_the_mail_comes_when_it_is()
    {
        Assert.SkipWhen(PostfixServer.Missing is not null, PostfixServer.Missing ?? "");
        await using var store = new LmtpStore(new EmbeddedStore());
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        await server.StopAsync(Token);
        await using var postfix = await PostfixServer.StartRelayAsync(store.Port, new Dictionary<string, string>(), Token);
        await postfix.SubmitAsync("anna@out.test", [account.Address], "Subject: Waited\n\nText.\n", Token);
        await postfix.WaitForLogAsync("status=deferred", Token);

        await server.StartAgainAsync(Token);

        await postfix.WaitForEmptyQueueAsync(Token);
        Assert.Contains("status=sent (250 2.0.0 Delivered)", postfix.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_clients_that_wait_when_the_server_is_told_to_stop_then_they_are_told_and_it_ends_in_time()
    {
        await using var store = new LmtpStore(new EmbeddedStore());
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        using var idle = await LmtpConnection.OpenAsync(store.Port, Token);
        using var sending = await LmtpConnection.OpenAsync(store.Port, Token);
        await sending.AskAsync("MAIL FROM:<>", Token);
        await sending.AskAsync($"RCPT TO:<{account.Address}>", Token);
        Assert.StartsWith("354 ", await sending.AskAsync("DATA", Token), StringComparison.Ordinal);
        await sending.SendAsync("Subject: Half", Token);

        var stop = await server.StopAsync(Token);

        Assert.Equal(0, stop.ExitCode);
        Assert.InRange(stop.Took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("421 4.3.2 The server stops, try again later", await idle.ReplyAsync(Token));
        Assert.Equal("421 4.3.2 The server stops, try again later", await sending.ReplyAsync(Token));
        Assert.Null(await idle.ReplyAsync(Token));
    }

    [Fact]
    public async Task Given_a_store_that_is_away_when_mail_comes_then_it_is_to_come_again_and_does()
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        await using var store = new LmtpStore(await AzureStore.StartAsync(Token));
        var azure = (AzureStore)store.Inner;
        await using var server = await ServerProcess.StartAsync(store, Token);
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        using var client = await LmtpConnection.OpenAsync(store.Port, Token);
        await client.AskAsync("MAIL FROM:<>", Token);
        Assert.Equal("250 2.1.5 Recipient ok", await client.AskAsync($"RCPT TO:<{account.Address}>", Token));
        Assert.StartsWith("354 ", await client.AskAsync("DATA", Token), StringComparison.Ordinal);

        azure.Cut();
        Assert.Equal("451 4.3.0 Not now, try again later", await client.AskAsync(Letters.Plain("Away") + ".", Token));
        await client.AskAsync("MAIL FROM:<>", Token);
        Assert.Equal("451 4.3.0 Not now, try again later", await client.AskAsync($"RCPT TO:<someone.else@{server.Demo.Domain}>", Token));

        azure.Mend();
        await client.AskAsync("RSET", Token);
        Assert.Equal(["250 2.0.0 Delivered"], await client.HandInAsync(Letters.Plain("Back"), [account.Address], Token));
    }

    [Fact]
    public async Task Given_a_port_that_is_taken_when_the_server_starts_then_it_says_so_and_ends()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var folder = System.IO.Directory.CreateTempSubdirectory("carbonio-");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "functions.dll"), "--urls", "http://127.0.0.1:0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CARBONIO_DATA"] = folder.FullName;
        start.Environment["Carbonio__Lmtp__Port"] = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        using var server = Process.Start(start)!;

        var output = server.StandardOutput.ReadToEndAsync(Token);
        var errors = await server.StandardError.ReadToEndAsync(Token);
        await output;
        await server.WaitForExitAsync(Token);
        folder.Delete(recursive: true);

        Assert.Equal(1, server.ExitCode);
        Assert.StartsWith("Carbonio__Lmtp__Port", errors, StringComparison.Ordinal);
    }
}
