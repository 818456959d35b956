using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Provision;

/// <summary>Wiping as conversations.</summary>
public sealed class WipeTests
{
    private const string Empty = "<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>";

    private static CancellationToken None => EasInstance.None;

    [Theory]
    [InlineData(false, "RemoteWipe")]
    [InlineData(true, "AccountOnlyRemoteWipe")]
    public async Task Given_a_wipe_when_the_device_provisions_and_confirms_then_it_goes_through_pending_sent_and_acknowledged(bool accountOnly, string element)
    {
        using var eas = await NewAsync(accountOnly);
        Assert.Equal(DeviceStanding.WipePending, (await eas.DeviceAsync())!.Standing);

        using var told = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        var sent = (await eas.DeviceAsync())!;
        eas.Time.Advance(TimeSpan.FromMinutes(1));
        using var confirmed = await eas.AnswerAsync(Answer(element, "1"));
        var wiped = (await eas.DeviceAsync())!;

        Assert.Equal($"<Provision xmlns=\"Provision\"><Status>1</Status><{element} /></Provision>", EasXml.Read(told));
        Assert.Equal((DeviceStanding.WipeSent, eas.Time.GetUtcNow().AddMinutes(-1)), (sent.Standing, sent.Wipe!.SentAt));
        Assert.Equal("<Provision xmlns=\"Provision\"><Status>1</Status></Provision>", EasXml.Read(confirmed));
        Assert.Equal((DeviceStanding.Wiped, eas.Time.GetUtcNow()), (wiped.Standing, wiped.Wipe!.AnsweredAt));
        Assert.Equal(accountOnly, wiped.Wipe.AccountOnly);
    }

    [Fact]
    public async Task Given_a_confirmed_wipe_when_the_answer_was_lost_then_the_same_word_gets_the_same_answer_and_nothing_else_is_let_in()
    {
        using var eas = await NewAsync(accountOnly: false);
        using var told = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        using var confirmed = await eas.AnswerAsync(Answer("RemoteWipe", "1"));

        using var again = await eas.AnswerAsync(Answer("RemoteWipe", "1"));
        using var failed = await eas.AnswerAsync(Answer("RemoteWipe", "2"));
        using var policy = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        using var folders = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal(EasXml.Read(confirmed), EasXml.Read(again));
        Assert.Equal(["129"], EasXml.FindAll(failed, "Status"));
        Assert.Equal(["129"], EasXml.FindAll(policy, "Status"));
        Assert.Equal("129", EasXml.Find(folders, "Status"));
        Assert.Equal(WipeStatus.Acknowledged, (await eas.DeviceAsync())!.Wipe!.Status);
    }

    [Fact]
    public async Task Given_a_wipe_that_failed_when_the_device_says_so_then_it_is_told_again_until_it_works()
    {
        using var eas = await NewAsync(accountOnly: false);
        using var told = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));

        using var failed = await eas.AnswerAsync(Answer("RemoteWipe", "2"));
        var standing = (await eas.DeviceAsync())!.Standing;
        using var next = await eas.AnswerAsync(EasInstance.Request("FolderSync"));
        using var toldAgain = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        using var confirmed = await eas.AnswerAsync(Answer("RemoteWipe", "1"));

        Assert.Equal("<Provision xmlns=\"Provision\"><Status>2</Status><RemoteWipe /></Provision>", EasXml.Read(failed));
        Assert.Equal(DeviceStanding.WipeFailed, standing);
        Assert.Equal("140", EasXml.Find(next, "Status"));
        Assert.Equal("<Provision xmlns=\"Provision\"><Status>1</Status><RemoteWipe /></Provision>", EasXml.Read(toldAgain));
        Assert.Equal(DeviceStanding.Wiped, (await eas.DeviceAsync())!.Standing);
    }

    [Theory]
    [InlineData("RemoteWipe", "1")] // not told yet: it is about an older order
    [InlineData("AccountOnlyRemoteWipe", "1")] // about another kind
    [InlineData("RemoteWipe", "7")]
    public async Task Given_a_word_that_is_not_about_this_order_when_it_comes_then_the_device_is_told(string element, string status)
    {
        using var eas = await NewAsync(accountOnly: false);

        using var answer = await eas.AnswerAsync(Answer(element, status));

        Assert.Equal("<Provision xmlns=\"Provision\"><Status>1</Status><RemoteWipe /></Provision>", EasXml.Read(answer));
        Assert.Equal(DeviceStanding.WipeSent, (await eas.DeviceAsync())!.Standing);
    }

    [Fact]
    public async Task Given_a_wiped_device_when_an_admin_lets_it_in_then_it_begins_like_a_new_one()
    {
        using var eas = await NewAsync(accountOnly: false);
        using var told = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        using var confirmed = await eas.AnswerAsync(Answer("RemoteWipe", "1"));
        await eas.Administration.CancelWipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, None);

        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync"));

        Assert.Equal("142", EasXml.Find(answer, "Status"));
        Assert.Equal((DeviceStanding.Enabled, PolicyState.None), ((await eas.DeviceAsync())!.Standing, (await eas.DeviceAsync())!.Policy));
    }

    private static FakeHttp Answer(string element, string status) =>
        EasInstance.Request("Provision", xml: $"<Provision xmlns=\"Provision\"><{element}><Status>{status}</Status></{element}></Provision>");

    /// <summary>An instance whose device is to be wiped.</summary>
    private static async Task<EasInstance> NewAsync(bool accountOnly)
    {
        var eas = await EasInstance.CreateAsync();
        using var first = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Empty));
        await eas.Administration.WipeAsync(EasInstance.Desk, await eas.ViewAsync(), EasInstance.DeviceId, accountOnly, None);
        return eas;
    }
}
