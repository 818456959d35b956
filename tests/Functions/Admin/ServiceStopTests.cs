using System.Net;
using System.Net.Http.Json;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>What phones see while an admin has stopped a service, on a server of their own.</summary>
public sealed class ServiceStopTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_held_Ping_when_ActiveSync_is_stopped_then_it_ends_and_everything_else_is_503_until_the_start()
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        var ping = await Phones.HoldPingAsync(phone, inbox, Token);

        await server.Admin.PostAsync("api/admin/v1/services/activesync-services/stop", Token);
        Assert.Equal(1, (await ping).Status);
        using (var http = new HttpClient { BaseAddress = server.Server.Url })
        {
            using var refused = await http.SendAsync(new(HttpMethod.Options, "Microsoft-Server-ActiveSync"), Token);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(2)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
            using var discover = await http.PostAsync("autodiscover/autodiscover.xml", null, Token);
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, discover.StatusCode);
        }

        await server.Admin.PostAsync("api/admin/v1/services/activesync-services/start", Token);
        await phone.SyncAllAsync(inbox, Token);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_Autodiscover_or_the_module_stopped_when_asked_then_it_is_503_with_RetryAfter()
    {
        using var http = new HttpClient { BaseAddress = server.Server.Url };
        foreach (var service in new[] { "autodiscover", "module" })
        {
            await server.Admin.PostAsync($"api/admin/v1/services/{service}/stop", Token);
            foreach (var path in new[] { "autodiscover/autodiscover.xml", "AutoDiscover/AutoDiscover.json?Email=a@example.test&Protocol=ActiveSync" })
            {
                using var refused = path.Contains("json", StringComparison.Ordinal) ? await http.GetAsync(path, Token) : await http.PostAsync(path, null, Token);
                Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromMinutes(2)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
            }

            using var phone = await http.SendAsync(new(HttpMethod.Options, "Microsoft-Server-ActiveSync"), Token);
            Assert.Equal(service == "module", phone.StatusCode == HttpStatusCode.ServiceUnavailable);
            await server.Admin.PostAsync($"api/admin/v1/services/{service}/start", Token);
        }
    }

    [Fact]
    public async Task Given_a_longest_heartbeat_set_while_the_server_runs_when_pinged_then_it_holds_without_a_restart()
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        await server.Admin.PutAsync("api/admin/v1/config/server/ZxMobile_MaxPingHeartbeat", JsonContent.Create(new { value = "100" }), Token);
        var answer = await phone.Device.PingAsync(101, [inbox], Token);
        Assert.Equal((5L, 100L), (answer.Status, answer.HeartbeatInterval));
        await server.Admin.PutAsync("api/admin/v1/config/server/ZxMobile_MaxPingHeartbeat", JsonContent.Create(new { value = "" }), Token);
    }
}
