using System.Net;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The DoS filter on the real process, as an admin sets it and a runaway phone meets it.</summary>
public sealed class DosFilterProcessTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_the_filter_when_a_phone_runs_away_then_it_alone_is_kept_out_the_admins_are_told_once_and_a_restart_lets_it_in()
    {
        var account = await server.NewAccountAsync(Token);
        var admin = await server.NewAccountAsync(Token);
        await RunAsync("config", "set", "global", "mobileAntiDosServiceMaxRequests", "20");
        await RunAsync("config", "set", "global", "carbonioAdminAlertAddress", admin.Address);
        await RunAsync("config", "set", "global", "mobileAntiDosServiceEnabled", "TRUE");
        using var phone = server.NewDevice(account);
        await phone.ProvisionAsync(Token);

        var refusal = await Assert.ThrowsAsync<EasHttpException>(async () =>
        {
            for (var i = 0; i < 21; i++)
            {
                Assert.Equal(1, (await phone.FolderSyncAsync("0", Token)).Status);
            }
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Response.Status);
        Assert.Equal("CommandFrequency", refusal.Response.Header("X-MS-ASThrottle"));
        Assert.InRange(int.Parse(refusal.Response.Header("Retry-After")!, provider: null), 590, 600);
        await Assert.ThrowsAsync<EasHttpException>(() => phone.FolderSyncAsync("0", Token));

        var tablet = await server.NewPhoneAsync(account, Token);
        Assert.NotNull(tablet.IdOf(EasFolderType.Inbox));
        Assert.Single((await RunAsync("alerts", "list")).Split('\n'), line => line.Contains($"of {account.Address} sent more than 20 requests", StringComparison.Ordinal));
        var inbox = await server.NewPhoneAsync(admin, Token);
        await inbox.SyncAllAsync(inbox.IdOf(EasFolderType.Inbox), Token);
        Assert.Equal("Server alert: anti-dos", Assert.Single(inbox.Held(inbox.IdOf(EasFolderType.Inbox)).Items.Values).Subject);

        await RunAsync("mobile", "doRestartService", "anti-dos");
        Assert.Equal(1, (await phone.FolderSyncAsync("0", Token)).Status);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var run = await CarbonioProcess.RunAsync(server, arguments, Token);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }
}
