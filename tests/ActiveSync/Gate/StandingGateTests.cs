using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Gate;

/// <summary>What a device meets that an admin has decided something about.</summary>
public sealed class StandingGateTests
{
    private const string Fetch =
        "<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>";

    private static CancellationToken None => EasInstance.None;

    [Theory]
    [InlineData("FolderSync")]
    [InlineData("Ping")]
    [InlineData("Provision")]
    public async Task Given_a_suspended_device_when_it_sends_anything_then_it_is_blocked_and_keeps_its_state(string command)
    {
        using var eas = await NewAsync();
        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);

        using var answer = await eas.AnswerAsync(EasInstance.Request(command, xml: command == "Provision" ? Fetch : null));

        Assert.Equal("129", EasXml.Find(answer, "Status"));
        Assert.Equal("desk (t1)", (await eas.DeviceAsync())!.Suspension!.By);
    }

    [Fact]
    public async Task Given_a_suspended_device_when_it_is_resumed_then_it_is_let_in()
    {
        using var eas = await NewAsync();
        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        await eas.Administration.ResumeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Null(EasXml.Find(answer, "Status"));
    }

    [Fact]
    public async Task Given_one_of_two_devices_suspended_when_the_other_comes_then_it_is_let_in()
    {
        using var eas = await NewAsync();
        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);

        using var other = await eas.AnswerAsync(EasInstance.Request("FolderSync", deviceId: "Phone2"));

        Assert.Null(EasXml.Find(other, "Status"));
    }

    [Theory]
    [InlineData("FolderSync", "140")]
    [InlineData("Ping", "140")]
    [InlineData("Provision", "1")]
    public async Task Given_a_wipe_ordered_when_the_device_comes_then_it_is_sent_to_Provision(string command, string status)
    {
        using var eas = await NewAsync();
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly: false, None);

        using var answer = await eas.AnswerAsync(EasInstance.Request(command, xml: command == "Provision" ? Fetch : null));

        Assert.Equal([status], EasXml.FindAll(answer, "Status"));
    }

    [Fact]
    public async Task Given_a_suspended_device_when_a_wipe_is_ordered_then_it_comes_to_hear_of_it()
    {
        using var eas = await NewAsync();
        await eas.Administration.SuspendAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly: false, None);

        using var told = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        await eas.Administration.CancelWipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        using var after = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal("140", EasXml.Find(told, "Status"));
        Assert.Equal("129", EasXml.Find(after, "Status"));
    }

    [Fact]
    public async Task Given_an_account_that_may_no_longer_sync_when_its_device_is_to_be_wiped_then_the_wipe_arrives_all_the_same()
    {
        using var eas = await NewAsync();
        await eas.SetAsync("zimbraFeatureMobileSyncEnabled", "FALSE");
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly: false, None);

        using var told = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        await eas.Administration.CancelWipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        using var after = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(("140", "126"), (EasXml.Find(told, "Status"), EasXml.Find(after, "Status")));
    }

    [Fact]
    public async Task Given_the_account_only_to_be_wiped_when_the_device_speaks_a_version_without_it_then_it_is_blocked_and_never_wiped()
    {
        using var eas = await NewAsync();
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly: true, None);

        using var old = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch, version: "14.1"));
        using var current = await eas.AnswerAsync(EasInstance.Request("FolderSync", version: "16.1"));

        Assert.Equal(["129"], EasXml.FindAll(old, "Status"));
        Assert.Equal("140", EasXml.Find(current, "Status"));
        Assert.Equal(WipeStatus.Pending, (await eas.DeviceAsync())!.Wipe!.Status);
    }

    [Fact]
    public async Task Given_a_removed_device_when_it_comes_again_then_it_is_a_new_one()
    {
        using var eas = await NewAsync();
        eas.Time.Advance(TimeSpan.FromDays(1));
        await eas.Administration.RemoveAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
        Assert.Null(await eas.DeviceAsync());

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(eas.Time.GetUtcNow(), (await eas.DeviceAsync())!.FirstSeen);
    }

    [Fact]
    public async Task Given_a_device_that_is_removed_while_its_request_writes_when_the_request_tries_again_then_the_old_row_does_not_come_back()
    {
        using var eas = await NewAsync();
        eas.Time.Advance(DeviceStore.LastSeenPrecision);
        var removed = false;
        eas.Model.BeforeWrite = async batch =>
        {
            if (!removed && batch.Table == "mail")
            {
                removed = true;
                await eas.Administration.RemoveAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);
            }
        };

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.True(removed);
        Assert.Equal("111", EasXml.Find(answer, "Status"));
        Assert.Null(await eas.DeviceAsync());
    }

    /// <summary>An instance that has met its device, and enforces no policy.</summary>
    private static async Task<EasInstance> NewAsync()
    {
        var eas = await EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));
        using var first = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        Assert.Null(EasXml.Find(first, "Status"));
        return eas;
    }
}
