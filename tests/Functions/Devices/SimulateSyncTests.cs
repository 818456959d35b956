using System.Text.Json.Nodes;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>The command line, as a process, plays a phone against the server, as a process.</summary>
public sealed class SimulateSyncTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("iphone")]
    [InlineData("android")]
    public async Task Given_an_account_with_mail_when_a_phone_is_played_then_every_step_is_good_and_nothing_is_left(string type)
    {
        var account = server.Demo.Bob;

        var run = await CarbonioProcess.RunAsync(server, ["--json", "mobile", "doSimulateSync", account.Address, "new", "days", "0", "initial", "true", "device_type", type], Token);

        Assert.True(run.ExitCode == 0, run.Errors);
        var steps = JsonNode.Parse(run.Output)!["response"]!["steps"]!.AsArray();
        Assert.Equal(["OPTIONS", "Provision", "Provision", "FolderSync", "Sync", "Sync"], steps.Select(step => $"{step!["step"]}").Take(6));
        Assert.Contains("60 mails", steps.Select(step => $"{step!["verdict"]}"));
        using var devices = await server.Admin.GetAsync($"api/admin/v1/accounts/{account.Address}/devices", Token);
        Assert.DoesNotContain("\"SIM", await devices.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_an_account_that_may_not_sync_when_a_phone_is_played_then_it_fails_and_says_where()
    {
        var account = await server.NewAccountAsync(Token);
        await server.Admin.SetAttributeAsync(account, "zimbraFeatureMobileSyncEnabled", "FALSE", Token);

        var run = await CarbonioProcess.RunAsync(server, ["mobile", "doSimulateSync", account.Address, "new"], Token);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("OPTIONS     FAIL  HTTP 403", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_phone_that_syncs_when_its_like_is_played_then_the_phone_itself_goes_on_undisturbed()
    {
        var account = await server.NewAccountAsync(Token);
        var phone = await server.NewPhoneAsync(account, Token);
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);

        var run = await CarbonioProcess.RunAsync(server, ["mobile", "doSimulateSync", account.Address, phone.Device.Settings.DeviceId], Token);
        await server.Admin.DeliverAsync(account, "Subject: one\r\n\r\nx\r\n", Token);
        await phone.SyncFoldersAsync(Token);
        await phone.SyncAllAsync(inbox, Token);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Single(phone.Held(inbox).Items);
        Assert.Empty(phone.Errors);
    }
}
