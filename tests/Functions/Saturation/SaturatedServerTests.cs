using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>A real server that works on one request at a time, and has memory for little more than one large body.</summary>
public sealed class SaturatedServerTests : IAsyncLifetime
{
    private const int LargeBytes = 40 * 1024 * 1024;
    private const string Refused = "carbonio_requests_refused_total{reason=\"no_memory\"}";

    private static readonly Dictionary<string, string> Small = new()
    {
        ["Carbonio__Work__AtOnce"] = "1",
        ["Carbonio__Work__BodyMebibytes"] = "64",
    };

    private ServerProcess? server;
    private AdminClient? admin;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServerProcess Server => server!;

    private AdminClient Admin => admin!;

    public async ValueTask InitializeAsync()
    {
        server = await ServerProcess.StartAsync(new EmbeddedStore(), Token, Small);
        admin = new(server.Url, server.Demo.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        admin?.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Given_one_turn_when_a_Ping_is_held_then_others_are_answered_meanwhile_and_mail_wakes_it()
    {
        var account = await Admin.NewAccountAsync(Server.Demo.Domain, Token);
        var phone = await NewPhoneAsync(account);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);
        var other = await NewPhoneAsync(account);

        await other.SyncAllAsync(other.IdOf(EasFolderType.Inbox), Token);
        Assert.False(ping.IsCompleted);
        await Admin.DeliverAsync(account, Letters.Plain("News"), Token);

        Assert.Equal(2, (await ping).Status);
        Assert.Equal(0, await Metric.ReadAsync(Admin, "carbonio_work_running", Token));
    }

    [Fact]
    public async Task Given_a_large_mail_that_comes_slowly_when_another_is_sent_then_it_is_503_with_Retry_After_and_all_else_is_answered()
    {
        var account = await Admin.NewAccountAsync(Server.Demo.Domain, Token);
        var (slow, second) = (await NewPhoneAsync(account), await NewPhoneAsync(account));
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var first = SendLargeAsync(slow.Device, gone.Token);
        await Metric.UntilAsync(Admin, "carbonio_body_bytes", bytes => bytes == LargeBytes, Token);

        var refused = await SendLargeAsync(second.Device, gone.Token);
        var inbound = await Admin.PostInboundAsync($"recipient={account.Address}", new string('x', LargeBytes), Token);
        await second.SyncAllAsync(second.IdOf(EasFolderType.Inbox), Token);
        await Admin.DeliverAsync(account, Letters.Plain("A small one"), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 5, 30);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, inbound.StatusCode);
        Assert.InRange(inbound.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 5, 30);
        Assert.Equal(2, await Metric.ReadAsync(Admin, Refused, Token));
        Assert.False(first.IsCompleted);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Metric.UntilAsync(Admin, "carbonio_body_bytes", bytes => bytes == 0, Token);
        var letter = $"From: {account.Address}\r\nTo: {account.Address}\r\nSubject: A large one\r\n\r\n{string.Concat(Enumerable.Repeat(new string('x', 998) + "\r\n", 1000))}";
        var sent = await second.Device.SendMailAsync("afterwards", System.Text.Encoding.ASCII.GetBytes(letter), Token);
        Assert.Null(sent.Status);
    }

    private static Task<EasResponse> SendLargeAsync(EasDevice device, CancellationToken gone)
    {
        var request = device.CreateRequest("SendMail", null);
        request.Content = new UnfinishedBody(LargeBytes, gone);
        request.Headers.ExpectContinue = true; // else the client reads no answer before it has sent everything
        request.Content.Headers.ContentType = new("application/vnd.ms-sync.wbxml");
        return device.ExchangeAsync(request, gone);
    }

    private Task<PhoneModel> NewPhoneAsync(DemoAccount account) => Phones.SetUpAsync(Phones.NewDevice(Server.Url, account), Token);
}
