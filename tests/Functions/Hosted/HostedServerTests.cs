using System.Net;
using System.Text;
using Carbonio.Cloud.EasClient;
using Carbonio.Cloud.HostDouble;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The published folder behind the Functions host: what a phone, an outsider and the host itself see of it.</summary>
public sealed class HostedServerTests(HostedServerFixture fixture) : IClassFixture<HostedServerFixture>, IDisposable
{
    // The front end cuts off what is idle for longer.
    private const int FrontEndSeconds = 230;
    private const int LongestHeartbeatSeconds = 210;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly int linesBefore = fixture.Server.Host.Log.Lines.Count;

    private HostedServer Server => fixture.Server;

    // What the host did for this test.
    public void Dispose() => TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Server.Host.Log.Lines.Skip(linesBefore)));

    [Fact]
    public void Given_the_published_folder_when_the_host_indexes_it_then_it_finds_every_function() =>
        Assert.Equal(["http", "work"], Server.Host.Functions);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_phone_when_it_syncs_through_the_host_then_it_has_every_mail_once(bool base64Query)
    {
        var phone = await Server.NewPhoneAsync(Server.Demo.Bob, Token, settings => settings with { Base64Query = base64Query, AcceptGzip = true });
        var inbox = phone.IdOf(EasFolderType.Inbox);

        await phone.SyncAllAsync(inbox, Token, collection => collection with { WindowSize = 25 });
        var options = await phone.Device.OptionsAsync(Token);

        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.NotEmpty(options.Commands);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_large_attachment_when_it_is_fetched_through_the_host_then_its_bytes_are_the_same()
    {
        using var admin = Server.NewAdmin();
        var account = await admin.NewAccountAsync(Server.Demo.Domain, Token);
        var file = new byte[8 * 1024 * 1024];
        new Random(17).NextBytes(file);
        await admin.DeliverAsync(account, Letters.WithAttachment("Large", "large.bin", file), Token);
        var phone = await Server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var mail = Assert.Single(phone.Held(inbox).Items).Value;

        var inline = await phone.Device.FetchAsync([new ItemFetch { FileReference = mail.Attachments[0].FileReference }], Token);
        var parts = await phone.Device.FetchAsync([new ItemFetch { FileReference = mail.Attachments[0].FileReference }], Token, multipart: true);

        Assert.Equal(file, Assert.Single(inline.Items).Data);
        Assert.Equal(file, Assert.Single(parts.Items).Data);
    }

    [Fact]
    public async Task Given_a_held_Ping_when_mail_comes_through_the_host_then_it_ends()
    {
        using var admin = Server.NewAdmin();
        var account = await admin.NewAccountAsync(Server.Demo.Domain, Token);
        var phone = await Server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token, LongestHeartbeatSeconds);

        await admin.DeliverAsync(account, Letters.Plain("New"), Token);

        Assert.Equal(2, (await ping).Status);
    }

    [Fact]
    public async Task Given_a_heartbeat_longer_than_the_front_end_holds_when_a_Ping_comes_then_a_shorter_one_is_asked_for()
    {
        var phone = await Server.NewPhoneAsync(Server.Demo.Bob, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);

        var answer = await phone.Device.PingAsync(3540, [inbox], Token);

        Assert.Equal(5, answer.Status);
        Assert.Equal(LongestHeartbeatSeconds, answer.HeartbeatInterval);
        Assert.True(answer.HeartbeatInterval < FrontEndSeconds);
    }

    [Theory]
    [InlineData("work")]
    [InlineData("WORK")]
    [InlineData("work/")]
    [InlineData("%77ork")]
    [InlineData("http")]
    [InlineData("/work")]
    public async Task Given_an_outsider_when_it_calls_a_function_through_the_host_then_there_is_none(string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Server.Host.Url + path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        // Headers that a proxy might be talked into dropping, or believing.
        request.Headers.TryAddWithoutValidation("Connection", "X-Forwarded-Host, x-ms-invocation-id");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Given_a_deleted_account_when_the_host_fires_the_timer_then_its_mailbox_is_removed()
    {
        using var admin = Server.NewAdmin();
        var account = await admin.NewAccountAsync(Server.Demo.Domain, Token);
        await admin.DeliverAsync(account, Letters.Plain("Gone soon"), Token);
        await admin.DeleteAccountAsync(account, Token);

        var first = await Server.Host.InvokeTimerAsync("work", Token);
        var second = await Server.Host.InvokeTimerAsync("work", Token, isPastDue: true);

        Assert.Equal((InvocationResult.Succeeded, InvocationResult.Succeeded), (first.Result, second.Result));
        Assert.Single(Server.Host.Log.Lines, line => line.Contains("Removed mailbox", StringComparison.Ordinal));
    }

    // The server takes 64 MiB, and the host lets 100 MiB through: all of it is sent before anybody reads the answer.
    [Theory]
    [InlineData((64 * 1024 * 1024) + 1, false)]
    [InlineData(100 * 1024 * 1024, false)]
    [InlineData(100 * 1024 * 1024, true)]
    public async Task Given_a_body_that_is_too_long_when_it_comes_through_the_host_then_the_phone_is_told(int bytes, bool isChunked)
    {
        var phone = await Server.NewPhoneAsync(Server.Demo.Bob, Token);
        using var request = phone.Device.CreateRequest("Sync", new byte[bytes]);
        request.Headers.TransferEncodingChunked = isChunked;

        var answer = await phone.Device.ExchangeAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task Given_a_body_of_the_greatest_length_when_it_comes_through_the_host_then_the_command_reads_it()
    {
        var phone = await Server.NewPhoneAsync(Server.Demo.Bob, Token);
        using var request = phone.Device.CreateRequest("Sync", new byte[64 * 1024 * 1024]);

        var answer = await phone.Device.ExchangeAsync(request, Token);

        // No WBXML, which only who has read it can tell.
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.True((int)answer.Status < 500, $"{answer.Status}");
    }

    [Theory]
    [InlineData("GET", "", HttpStatusCode.OK)]
    [InlineData("HEAD", "", HttpStatusCode.OK)]
    [InlineData("HEAD", "healthz", HttpStatusCode.OK)]
    [InlineData("GET", "healthz?code=abc%2Fdef", HttpStatusCode.OK)]
    [InlineData("OPTIONS", "Microsoft-Server-ActiveSync", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "nothing/there", HttpStatusCode.NotFound)]
    [InlineData("POST", "nothing/there", HttpStatusCode.NotFound)]
    [InlineData("GET", "metrics", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "admin/host/status", HttpStatusCode.Unauthorized)]
    public async Task Given_a_request_of_any_method_when_it_comes_through_the_host_then_the_server_answers_as_alone(string method, string path, HttpStatusCode expected)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new(method), new Uri(Server.Host.Url, path));

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(expected, answer.StatusCode);
    }
}
