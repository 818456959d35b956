using System.Globalization;
using System.Text;

namespace Carbonio.Cloud.Functions.Tests.MailOut;

/// <summary>The real server as a process, before a relay that does what it should not.</summary>
public sealed class RelayProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_server_that_has_sent_nothing_yet_when_a_mail_goes_out_then_only_then_is_the_SMTP_library_loaded()
    {
        await using var relay = new ScriptedSmtpServer();
        await using var store = new EmbeddedStore();
        await using var server = await ServerProcess.StartAsync(new ScriptedStore(store, relay.Port), Token);
        Assert.False(IsLoaded(server, "MailKit.dll"));

        await SendAsync(server, "zoe@elsewhere.test");
        await Eventually.IsTrueAsync(() => !relay.Messages.IsEmpty, Token);

        Assert.True(IsLoaded(server, "MailKit.dll"));
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        await Eventually.IsTrueAsync(() => Metric(admin, "carbonio_mail_sent_total") == 1 && Metric(admin, "carbonio_mail_relaying") == 0, Token);
    }

    [Fact]
    public async Task Given_a_relay_that_is_silent_behind_the_message_and_a_server_killed_when_it_starts_again_then_it_knows_that_the_mail_may_have_arrived()
    {
        await using var relay = new ScriptedSmtpServer { Script = command => command == ScriptedSmtpServer.EndOfMessage ? ScriptedSmtpServer.Hang : null };
        await using var store = new EmbeddedStore();
        await using var server = await ServerProcess.StartAsync(new ScriptedStore(store, relay.Port), Token);
        await SendAsync(server, "zoe@elsewhere.test");
        await relay.WhenHangingAsync();

        await server.KillAsync(Token);
        relay.Script = _ => null;
        await server.StartAgainAsync(Token);

        // It does not hurry to send a second time: that is for the next try, and then it is the last.
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        await Eventually.IsTrueAsync(() => Metric(admin, "carbonio_mail_deferred_total") == 1 && Metric(admin, "carbonio_mail_relaying") == 0, Token);
        Assert.Single(relay.Messages);
        Assert.Equal(0, Metric(admin, "carbonio_mail_bounced_total"));
    }

    [Fact]
    public async Task Given_a_relay_that_is_silent_when_the_server_stops_then_it_stops_in_time_and_the_next_start_sends()
    {
        await using var relay = new ScriptedSmtpServer { Script = command => command.StartsWith("RCPT", StringComparison.Ordinal) ? ScriptedSmtpServer.Hang : null };
        await using var store = new EmbeddedStore();
        await using var server = await ServerProcess.StartAsync(new ScriptedStore(store, relay.Port), Token);
        await SendAsync(server, "zoe@elsewhere.test");
        await relay.WhenHangingAsync();

        Assert.Equal(0, (await server.StopAsync(Token)).ExitCode);
        Assert.Empty(relay.Messages);
        relay.Script = _ => null;
        await server.StartAgainAsync(Token);

        await Eventually.IsTrueAsync(() => !relay.Messages.IsEmpty, Token);
        Assert.Single(relay.Messages);
    }

    private static async Task SendAsync(ServerProcess server, string recipient)
    {
        using var admin = new AdminClient(server.Url, server.Demo.AdminToken);
        var alice = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var device = Phones.NewDevice(server.Url, alice);
        await Phones.SetUpAsync(device, Token);
        var letter = Encoding.ASCII.GetBytes($"From: {alice.Address}\r\nTo: {recipient}\r\nSubject: Far\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello.\r\n");
        Assert.Null((await device.SendMailAsync("one", letter, Token)).Status);
    }

    private static bool IsLoaded(ServerProcess server, string file) =>
        File.ReadAllText($"/proc/{server.ProcessId}/maps").Contains(file, StringComparison.Ordinal);

    private static double Metric(AdminClient admin, string name)
    {
        using var answer = admin.GetAsync("metrics", Token).GetAwaiter().GetResult();
        var line = answer.Content.ReadAsStringAsync(Token).GetAwaiter().GetResult().Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>A store, and a relay that is scripted.</summary>
    private sealed class ScriptedStore(ITestStore inner, int port) : ITestStore
    {
        public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(inner.Settings)
        {
            ["Carbonio__MailOut__Smtp__Host"] = "127.0.0.1",
            ["Carbonio__MailOut__Smtp__Port"] = port.ToString(CultureInfo.InvariantCulture),
        };

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
