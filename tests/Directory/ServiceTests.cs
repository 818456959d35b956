using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class ServiceTests : IDisposable
{
    private readonly DirectoryInstance here = new();

    public void Dispose() => here.Dispose();

    [Fact]
    public async Task Given_nothing_set_when_asked_then_the_defaults_hold_and_all_that_this_release_has_runs()
    {
        var service = await here.Reader.ServiceAsync(None);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(3540)), (service.NotificationsLatency, service.MaxPingHeartbeat));
        Assert.Equal(
            [CarbonioService.Module, CarbonioService.ActiveSync, CarbonioService.Autodiscover],
            service.Services.Where(status => status.IsRunning).Select(status => status.Service));
        Assert.Equal("anti-dos disabled", service.StatusOf(CarbonioService.AntiDos).CouldNotStartBecause);
        Assert.Equal("not part of this release", service.StatusOf(CarbonioService.Abq).CouldNotStartBecause);
    }

    [Fact]
    public async Task Given_a_value_globally_and_for_the_server_when_each_is_unset_then_the_next_holds()
    {
        await SetAsync(AttributeScopes.Global, "ZxMobile_MaxPingHeartbeat", "600");
        await SetAsync(AttributeScopes.Server, "zxmobile_maxpingheartbeat", "300");
        Assert.Equal((300L, AttributeScopes.Server), await HeartbeatAsync());
        await SetAsync(AttributeScopes.Server, "ZxMobile_MaxPingHeartbeat", "");
        Assert.Equal((600L, AttributeScopes.Global), await HeartbeatAsync());
        await SetAsync(AttributeScopes.Global, "ZxMobile_MaxPingHeartbeat", "");
        Assert.Equal((3540L, AttributeScopes.None), await HeartbeatAsync());

        async Task<(long, AttributeScopes)> HeartbeatAsync()
        {
            var service = await here.Reader.ServiceAsync(None);
            return (service.Integer(ConfigurationAttributes.MaxPingHeartbeat), service.Source(ConfigurationAttributes.MaxPingHeartbeat));
        }
    }

    [Fact]
    public async Task Given_the_misspelt_name_and_the_mended_one_when_set_then_they_are_one_attribute()
    {
        await SetAsync(AttributeScopes.Server, "ZxMobile_UseInstantNotifications", "false");
        await SetAsync(AttributeScopes.Server, "ZxMobile_NotificationsLatency", "30");
        Assert.Equal(TimeSpan.FromSeconds(30), (await here.Reader.ServiceAsync(None)).NotificationsLatency);
        await SetAsync(AttributeScopes.Server, "ZxMobile_UseInstantNotficiations", "TRUE");
        var service = await here.Reader.ServiceAsync(None);
        Assert.Equal(TimeSpan.Zero, service.NotificationsLatency);
        Assert.Equal(["ZxMobile_NotificationsLatency", "ZxMobile_UseInstantNotficiations"], service.Server.Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("ZxMobile_NotificationsLatency", "-1", false)]
    [InlineData("ZxMobile_NotificationsLatency", "0", true)]
    [InlineData("ZxMobile_NotificationsLatency", "300", true)]
    [InlineData("ZxMobile_NotificationsLatency", "301", false)]
    [InlineData("ZxMobile_MaxPingHeartbeat", "59", false)]
    [InlineData("ZxMobile_MaxPingHeartbeat", "60", true)]
    [InlineData("ZxMobile_MaxPingHeartbeat", "3540", true)]
    [InlineData("ZxMobile_MaxPingHeartbeat", "3541", false)]
    [InlineData("ZxMobile_MaxOutlookVersion", "14.0", true)]
    [InlineData("ZxMobile_MaxOutlookVersion", "15.0", false)]
    [InlineData("ZxMobile_UseInstantNotficiations", "yes", false)]
    [InlineData("zimbraMailQuota", "1", false)]
    [InlineData("abqMode", "Strict", false)]
    public async Task Given_a_value_when_set_for_the_server_then_it_is_checked(string name, string value, bool good)
    {
        var outcome = await here.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Server, new Dictionary<string, string> { [name] = value }, null, None);
        Assert.Equal(good ? DirectoryStatus.Done : DirectoryStatus.Invalid, outcome.Status);
        Assert.Equal(!good, outcome.Message?.Contains(name, StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Given_warm_settings_when_asked_again_then_nothing_is_read_and_others_see_a_change_within_ten_seconds()
    {
        using var other = here.Other();
        await here.Reader.ServiceAsync(None);
        await other.Reader.ServiceAsync(None);
        var reads = here.Store.Reads;
        await here.Reader.ServiceAsync(None);
        Assert.Equal(reads, here.Store.Reads);

        await here.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.ActiveSync, ServiceAction.Stop, None);
        Assert.False((await here.Reader.ServiceAsync(None)).IsRunning(CarbonioService.ActiveSync));
        Assert.True((await other.Reader.ServiceAsync(None)).IsRunning(CarbonioService.ActiveSync));
        here.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False((await other.Reader.ServiceAsync(None)).IsRunning(CarbonioService.ActiveSync));
        Assert.False(other.Reader.Service.IsRunning(CarbonioService.ActiveSync));
    }

    [Fact]
    public async Task Given_a_stopped_module_when_others_are_looked_at_then_they_rest_too_and_run_again_with_it()
    {
        var stopped = await ChangeAsync(CarbonioService.Module, ServiceAction.Stop);
        Assert.Equal(new(CarbonioService.Module, false, true, false, null), stopped.StatusOf(CarbonioService.Module));
        Assert.Equal(new(CarbonioService.Autodiscover, false, false, false, "module stopped"), stopped.StatusOf(CarbonioService.Autodiscover));
        var refused = await here.Writer.ChangeServiceAsync(AdminActor.Server, CarbonioService.Autodiscover, ServiceAction.Start, None);
        Assert.Equal((DirectoryStatus.InUse, "autodiscover cannot be started or stopped: module stopped."), (refused.Status, refused.Message));
        Assert.True((await ChangeAsync(CarbonioService.Module, ServiceAction.Start)).IsRunning(CarbonioService.Autodiscover));
    }

    [Fact]
    public async Task Given_a_service_when_stopped_twice_then_the_second_writes_nothing()
    {
        await ChangeAsync(CarbonioService.Autodiscover, ServiceAction.Stop);
        var writes = here.Store.Writes;
        Assert.False((await ChangeAsync(CarbonioService.Autodiscover, ServiceAction.Stop)).IsRunning(CarbonioService.Autodiscover));
        Assert.Equal(writes, here.Store.Writes);
        Assert.True((await ChangeAsync(CarbonioService.Autodiscover, ServiceAction.Restart)).IsRunning(CarbonioService.Autodiscover));
    }

    [Fact]
    public void Given_the_DoS_filter_when_started_anew_then_its_epoch_rises_and_otherwise_not()
    {
        var states = ServiceStates.None.After(CarbonioService.AntiDos, ServiceAction.Restart);
        Assert.Equal(1, states.AntiDosEpoch);
        Assert.Equal(1, states.After(CarbonioService.AntiDos, ServiceAction.Start).AntiDosEpoch);
        Assert.Equal(2, states.After(CarbonioService.AntiDos, ServiceAction.Stop).After(CarbonioService.AntiDos, ServiceAction.Start).AntiDosEpoch);
        Assert.Equal(1, states.After(CarbonioService.ActiveSync, ServiceAction.Restart).AntiDosEpoch);
    }

    [Theory]
    [InlineData("module", CarbonioService.Module)]
    [InlineData("ActiveSync-Services", CarbonioService.ActiveSync)]
    [InlineData("autodiscover", CarbonioService.Autodiscover)]
    [InlineData("abq", CarbonioService.Abq)]
    [InlineData("abq-services", CarbonioService.Abq)]
    [InlineData("ldap-address-book", CarbonioService.LdapAddressBook)]
    [InlineData("anti-dos", CarbonioService.AntiDos)]
    [InlineData("antidos", null)]
    public void Given_a_name_when_looked_for_then_it_is_the_service(string name, CarbonioService? service) =>
        Assert.Equal(service, CarbonioServiceNames.Find(name));

    [Fact]
    public async Task Given_something_changed_since_it_was_read_when_changed_by_its_old_tag_then_nothing_is_written()
    {
        var account = await here.AddAccountAsync();
        var domain = (await here.Reader.FindDomainAsync("example.test", None))!;
        var cos = (await here.Reader.FindCosAsync("default", None))!;
        var attributes = new Dictionary<string, string> { ["zimbraMailQuota"] = "1" };
        var first = (await here.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, attributes, account.Tag, None)).Value!;
        Assert.NotEqual(account.Tag, first.Tag);
        Assert.Equal(DirectoryStatus.Done, (await here.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", attributes, domain.Tag, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await here.Writer.ModifyCosAsync(AdminActor.Server, "default", attributes, cos.Tag, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await here.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, attributes, AttributeSet.Empty.Tag, None)).Status);

        var writes = here.Store.RowsWritten;
        var other = new Dictionary<string, string> { ["zimbraMailQuota"] = "2" };
        DirectoryStatus[] statuses =
        [
            (await here.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, other, account.Tag, None)).Status,
            (await here.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", other, domain.Tag, None)).Status,
            (await here.Writer.ModifyCosAsync(AdminActor.Server, "default", other, cos.Tag, None)).Status,
            (await here.Writer.DeleteCosAsync(AdminActor.Server, (await here.Writer.CreateCosAsync(AdminActor.Server, "small", null, None)).Value!.Name, cos.Tag, None)).Status,
            (await here.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, other, AttributeSet.Empty.Tag, None)).Status,
        ];
        Assert.All(statuses, status => Assert.Equal(DirectoryStatus.Changed, status));
        Assert.Equal(writes + 4, here.Store.RowsWritten); // what made the class of service
        await here.Writer.SetPasswordAsync(AdminActor.Server, account.Key, "new", None);
        Assert.Equal(DirectoryStatus.Changed, (await here.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, first.Tag, None)).Status);
    }

    private async Task<ServiceSettings> ChangeAsync(CarbonioService service, ServiceAction action)
    {
        var outcome = await here.Writer.ChangeServiceAsync(AdminActor.Server, service, action, None);
        Assert.True(outcome.IsDone, outcome.Message);
        return outcome.Value;
    }

    private async Task SetAsync(AttributeScopes level, string name, string value) =>
        Assert.True((await here.Writer.ModifyServiceAsync(AdminActor.Server, level, new Dictionary<string, string> { [name] = value }, null, None)).IsDone);
}
