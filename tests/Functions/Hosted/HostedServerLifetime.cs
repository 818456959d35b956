using System.Net;
using System.Net.Sockets;
using System.Text;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.HostDouble;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The published folder behind a Functions host that stops, loses its handler, or is set up in its own way.</summary>
/// <remarks>Each test has a server of its own.</remarks>
public sealed class HostedServerLifetime(PublishedServer published)
{
    private const int LongestHeartbeatSeconds = 210;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_function_that_the_server_has_not_when_a_message_comes_then_it_is_dead_lettered_and_nothing_hangs()
    {
        using var folder = new TemporaryFolder();
        CopyFolder(await published.FolderAsync(), folder.Path);
        System.IO.Directory.CreateDirectory(folder.File("mail-events"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.File("mail-events"), "function.json"),
            """
            { "bindings": [ { "type": "serviceBusTrigger", "direction": "in", "name": "msg", "dataType": "binary",
              "topicName": "%SB_TOPIC%", "subscriptionName": "wake", "connection": "ServiceBus" } ] }
            """,
            Token);
        await using var newer = await HostedServer.StartAsync(
            folder.Path, Token, settings => settings with { AppSettings = new Dictionary<string, string>(settings.AppSettings) { ["SB_TOPIC"] = "events" }, MaximumDeliveryCount = 3 });

        var delivery = await newer.Host.DeliverAsync("mail-events", new ServiceBusMessage("{}"u8.ToArray()), Token);

        Assert.False(delivery.Completed);
        Assert.Equal(["answered 404", "answered 404", "answered 404"], delivery.Attempts.Select(attempt => attempt.Reason));
        Assert.True(newer.Host.Log.Has("which is no function of this release"));
    }

    [Fact]
    public async Task Given_a_held_Ping_when_the_host_stops_then_it_is_answered_and_what_was_acknowledged_is_there_afterwards()
    {
        await using var server = await HostedServer.StartAsync(await published.FolderAsync(), Token);
        using var admin = server.NewAdmin();
        var account = await admin.NewAccountAsync(server.Demo.Domain, Token);
        var phone = await server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var sent = phone.IdOf(EasFolderType.SentItems);
        await phone.SyncAllAsync(sent, Token);
        var ping = await Phones.HoldPingAsync(phone, sent, Token, LongestHeartbeatSeconds);
        await admin.DeliverAsync(account, Letters.Plain("Acknowledged"), Token);

        var end = await server.Host.StopAsync();
        var answer = await ping;
        await using var next = await HostedServer.StartAsync(await published.FolderAsync(), Token, onDataOf: server);
        var again = new PhoneModel(new EasDevice(phone.Device.Settings with { Server = next.Host.Url }) { PolicyKey = phone.Device.PolicyKey });
        await again.SyncFoldersAsync(Token);
        await again.SyncAllAsync(inbox, Token);

        Assert.Equal(1, answer.Status);
        Assert.Equal((0, false), (end.ExitCode, end.Killed));
        Assert.Equal("Acknowledged", Assert.Single(again.Held(inbox).Items).Value.Subject);
    }

    [Fact]
    public async Task Given_an_upload_that_stands_still_when_the_host_stops_then_the_end_is_orderly_all_the_same()
    {
        await using var server = await HostedServer.StartAsync(await published.FolderAsync(), Token);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Host.Url.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/inbound?recipient={server.Demo.Bob.Address} HTTP/1.1\r\nHost: mail.example.test\r\nAuthorization: Bearer {server.Demo.AdminToken}\r\n" +
                "Content-Type: message/rfc822\r\nContent-Length: 1000\r\n\r\nSubject: half"),
            Token);
        await Eventually.IsTrueAsync(() => server.Host.Log.Has("http POST /api/inbound"), Token);

        var end = await server.Host.StopAsync();

        Assert.Equal((0, false), (end.ExitCode, end.Killed));
    }

    [Fact]
    public async Task Given_the_handler_dies_when_a_phone_goes_on_then_the_host_has_started_it_again_and_nothing_is_lost()
    {
        await using var server = await HostedServer.StartAsync(await published.FolderAsync(), Token);
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAsync(inbox, Token);
        await phone.SyncAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        await server.Host.CrashHandlerAsync(Token);
        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });

        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Theory]
    [InlineData("203.0.113.9", "https", false, HttpStatusCode.Unauthorized)]
    [InlineData("203.0.113.9", "http", false, HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.9", "http", true, HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1", "http", false, HttpStatusCode.Unauthorized)]
    [InlineData("::ffff:127.0.0.1", "http", false, HttpStatusCode.Unauthorized)]
    public async Task Given_a_client_that_the_front_end_describes_when_it_asks_without_a_password_then_only_one_in_the_clear_is_turned_away(
        string address, string scheme, bool isMarked, HttpStatusCode expected)
    {
        await using var behind = await HostedServer.StartAsync(
            await published.FolderAsync(), Token, settings => settings with { FrontEnd = new(address, scheme) });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(behind.Host.Url, "Microsoft-Server-ActiveSync"));
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");
        if (isMarked)
        {
            request.Headers.Add("X-ARR-SSL", "2048|256|CN=Issuer|CN=mail.example.test");
        }

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Given_an_unknown_path_of_an_outsider_when_it_is_refused_then_nobody_is_told_that_the_host_called_it()
    {
        await using var server = await HostedServer.StartAsync(await published.FolderAsync(), Token);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(new Uri(server.Host.Url, "wp-login.php"), null, Token);
        await server.Host.StopAsync();

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(server.Host.Log.Has("no function of this release"));
    }

    [Fact]
    public async Task Given_a_server_that_works_when_it_has_ended_then_it_has_written_nothing_beside_its_program()
    {
        await using var server = await HostedServer.StartAsync(await published.FolderAsync(), Token);
        var folder = await published.FolderAsync();
        var phone = await server.NewPhoneAsync(server.Demo.Bob, Token);
        await phone.SyncAllAsync(phone.IdOf(EasFolderType.Inbox), Token);
        await server.Host.InvokeTimerAsync("work", Token);

        await server.Host.StopAsync();

        // On Azure it is mounted to be read only.
        Assert.False(System.IO.Directory.Exists(Path.Combine(folder, ".carbonio")));
        Assert.DoesNotContain(System.IO.Directory.GetFiles(folder), file => file.EndsWith(".db", StringComparison.Ordinal) || file.EndsWith(".key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_Azure_Storage_and_a_server_key_when_the_server_runs_then_it_needs_no_folder_at_all()
    {
        Assert.SkipWhen(AzureStore.Missing is not null, AzureStore.Missing ?? "");
        var folder = await published.FolderAsync();
        await using var store = await AzureStore.StartAsync(Token);
        var settings = new Dictionary<string, string>(store.Settings) { ["Carbonio__ServerKey"] = Convert.ToBase64String(new byte[32]) };
        await using var onAzure = await HostedServer.StartAsync(folder, Token, host => host with { AppSettings = settings });

        var tick = await onAzure.Host.InvokeTimerAsync("work", Token);
        var end = await onAzure.Host.StopAsync();

        Assert.Equal(InvocationResult.Succeeded, tick.Result);
        Assert.Equal(0, end.ExitCode);
        Assert.False(System.IO.Directory.Exists(Path.Combine(folder, ".carbonio")));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
