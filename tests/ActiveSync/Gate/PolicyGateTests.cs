using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

/// <summary>The gate's decisions, as a device meets them.</summary>
public sealed class PolicyGateTests
{
    private const string Fetch =
        "<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>";

    [Theory]
    [InlineData(null, null)] // knows nothing of policies, and may
    [InlineData("0", "142")]
    [InlineData("1", "144")]
    [InlineData("4294967295", "144")]
    public async Task Given_a_device_that_was_never_provisioned_then_its_key_decides(string? key, string? status)
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", key));

        Assert.Equal(status, EasXml.Find(answer, "Status"));
        Assert.Equal(status is null, eas.Probe.Seen is not null);
    }

    [Fact]
    public async Task Given_devices_must_be_provisionable_when_one_sends_no_key_then_it_is_a_legacy_device()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicyAllowNonProvisionableDevices", "FALSE"));

        using var none = await eas.AnswerAsync(EasInstance.Request("FolderSync", policyKey: null));
        using var zero = await eas.AnswerAsync(EasInstance.Request("FolderSync", policyKey: "0"));

        Assert.Equal("141", EasXml.Find(none, "Status"));
        Assert.Equal("142", EasXml.Find(zero, "Status"));
    }

    [Fact]
    public async Task Given_a_device_that_obeyed_a_policy_when_it_sends_no_key_then_it_is_asked_to_provision()
    {
        using var eas = await EasInstance.CreateAsync();
        await ProvisionAsync(eas);

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", policyKey: null));

        Assert.Equal("142", EasXml.Find(answer, "Status"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task Given_a_Ping_when_it_comes_without_key_then_it_passes(string? key)
    {
        using var eas = await EasInstance.CreateAsync();
        await ProvisionAsync(eas);

        using var answer = await eas.AnswerAsync(EasInstance.Request("Ping", key));

        Assert.NotNull(eas.PingProbe.Seen);
    }

    [Fact]
    public async Task Given_a_Ping_when_it_comes_with_a_key_never_given_then_it_is_refused()
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("Ping", "7"));

        Assert.Equal("144", EasXml.Find(answer, "Status"));
    }

    [Fact]
    public async Task Given_the_final_key_when_it_is_sent_then_the_device_is_let_in()
    {
        using var eas = await EasInstance.CreateAsync();
        var (temporary, final) = await ProvisionAsync(eas);

        using var early = await eas.AnswerAsync(EasInstance.Request("FolderSync", temporary));
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));

        Assert.Equal("144", EasXml.Find(early, "Status"));
        Assert.Equal("", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_a_changed_policy_when_the_device_comes_then_it_is_asked_to_fetch_it()
    {
        using var eas = await EasInstance.CreateAsync();
        var (_, final) = await ProvisionAsync(eas);

        await eas.SetAsync("zimbraMobilePolicyMinDevicePasswordLength", "8");
        using var changed = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));
        await eas.SetAsync("zimbraMobilePolicyMinDevicePasswordLength", "4");
        using var back = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));

        Assert.Equal("143", EasXml.Find(changed, "Status"));
        Assert.Equal("", EasXml.Read(back));
    }

    [Fact]
    public async Task Given_a_policy_that_must_be_refreshed_when_its_time_is_over_then_the_device_is_asked_to()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicyRefreshInterval", "60"));
        var (_, final) = await ProvisionAsync(eas);

        eas.Time.Advance(TimeSpan.FromMinutes(59));
        using var early = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));
        eas.Time.Advance(TimeSpan.FromMinutes(1));
        using var due = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));
        var (_, renewed) = await ProvisionAsync(eas);
        using var after = await eas.AnswerAsync(EasInstance.Request("FolderSync", renewed));

        Assert.Equal("", EasXml.Read(early));
        Assert.Equal("143", EasXml.Find(due, "Status"));
        Assert.NotEqual(final, renewed);
        Assert.Equal("", EasXml.Read(after));
    }

    [Fact]
    public async Task Given_no_refresh_when_a_year_is_over_then_the_key_still_holds()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicyRefreshInterval", "0"));
        var (_, final) = await ProvisionAsync(eas);

        eas.Time.Advance(TimeSpan.FromDays(365));
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", final));

        Assert.Equal("", EasXml.Read(answer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("77")]
    public async Task Given_no_policies_when_any_key_comes_then_it_passes(string? key)
    {
        using var eas = await EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", key));

        Assert.Equal("", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_an_account_without_mobile_sync_when_its_device_comes_then_it_is_told_so_after_its_password_was_right()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraFeatureMobileSyncEnabled", "FALSE"));
        var options = new FakeHttp { Method = "OPTIONS" };
        options.Headers["Authorization"] = EasInstance.Authorization(EasInstance.Address, EasInstance.Password);

        using var command = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        using var provision = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));
        using var wrong = await eas.AnswerAsync(EasInstance.Request("FolderSync", password: "wrong"));
        using var capabilities = await eas.AnswerAsync(options);

        Assert.Equal("126", EasXml.Find(command, "Status"));
        Assert.Equal("126", EasXml.Find(provision, "Status"));
        Assert.Equal(401, wrong.HttpStatus);
        Assert.Equal(403, capabilities.HttpStatus);
    }

    private static async Task<(string Temporary, string Final)> ProvisionAsync(EasInstance eas)
    {
        using var offer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));
        var temporary = EasXml.Find(offer, "PolicyKey")!;
        using var accepted = await eas.AnswerAsync(EasInstance.Request(
            "Provision",
            temporary,
            $"<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><PolicyKey>{temporary}</PolicyKey><Status>1</Status></Policy></Policies></Provision>"));
        return (temporary, EasXml.Find(accepted, "PolicyKey")!);
    }
}
