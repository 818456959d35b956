using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

/// <summary>What admins decide for all: whether the service runs, and from where phones log in.</summary>
public sealed class ServiceAndPolicyTests
{
    [Fact]
    public async Task Given_a_stopped_service_when_a_device_asks_then_it_is_told_when_to_come_back_and_no_password_is_looked_at()
    {
        using var eas = await EasInstance.CreateAsync();
        await ChangeAsync(eas, ServiceAction.Stop);
        foreach (var password in new[] { EasInstance.Password, "wrong" })
        {
            using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: password));
            Assert.Equal(503, answer.HttpStatus);
            Assert.Equal("120", answer.Headers.Single(header => header.Key == "Retry-After").Value);
        }

        var options = EasInstance.Request("FolderSync");
        options.Method = "OPTIONS";
        using (var answer = await eas.AnswerAsync(options))
        {
            Assert.Equal(503, answer.HttpStatus);
        }

        Assert.Null(eas.Probe.Seen);
        Assert.Null(await eas.DeviceAsync());
        await ChangeAsync(eas, ServiceAction.Start);
        using var again = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Equal(200, again.HttpStatus);
    }

    [Fact]
    public async Task Given_something_set_for_the_service_when_a_command_runs_then_it_has_it_at_no_further_read()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        await eas.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, new Dictionary<string, string> { ["ZxMobile_MaxPingHeartbeat"] = "77" }, null, EasInstance.None);
        using (await eas.AnswerAsync(EasInstance.Request("FolderSync")))
        {
        }

        var reads = eas.Entities.Reads;
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Equal(2, eas.Entities.Reads - reads);
        Assert.Equal(TimeSpan.FromSeconds(77), eas.Probe.Seen!.Service.MaxPingHeartbeat);
    }

    [Theory]
    [InlineData("1", 401)]
    [InlineData("2", 200)]
    public async Task Given_a_policy_when_a_device_of_a_trusted_address_goes_elsewhere_then_it_may_or_not(string factor, int elsewhere)
    {
        using var eas = await EasInstance.CreateAsync();
        await eas.Writer.ModifyDomainAsync(
            AdminActor.Server,
            "example.test",
            new Dictionary<string, string> { ["carbonioAuthEas2faPolicy"] = factor, ["carbonioAuthEasTrustedIpRange"] = "192.0.2.0/24" },
            null,
            EasInstance.None);
        Assert.Equal(401, await StatusAsync(eas, "203.0.113.9", "Phone1"));
        Assert.Equal(200, await StatusAsync(eas, "192.0.2.9", "Phone1"));
        Assert.Equal(elsewhere, await StatusAsync(eas, "203.0.113.9", "Phone1"));
        Assert.Equal(401, await StatusAsync(eas, "203.0.113.9", "Phone2"));
    }

    [Fact]
    public async Task Given_addresses_that_may_not_change_when_a_device_moves_then_it_is_turned_away_until_it_is_back()
    {
        using var eas = await EasInstance.CreateAsync();
        Assert.Equal(200, await StatusAsync(eas, "192.0.2.9", "Phone1"));
        await eas.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, new Dictionary<string, string> { ["carbonioAuthEasIpCanChange"] = "FALSE" }, null, EasInstance.None);
        Assert.Equal(401, await StatusAsync(eas, "203.0.113.9", "Phone1"));
        Assert.Equal(200, await StatusAsync(eas, "192.0.2.9", "Phone1"));
    }

    private static async Task<int> StatusAsync(EasInstance eas, string client, string device)
    {
        var http = EasInstance.Request("FolderSync", deviceId: device);
        http.ClientAddress = client;
        using var answer = await eas.AnswerAsync(http);
        return answer.HttpStatus;
    }

    private static async Task ChangeAsync(EasInstance eas, ServiceAction action) =>
        Assert.True((await eas.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.ActiveSync, action, EasInstance.None)).IsDone);
}
