using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Settings;

public sealed class OofTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";
    private const string Start = "<StartTime>2026-03-02T08:00:00.000Z</StartTime>";
    private const string End = "<EndTime>2026-03-09T08:00:00.000Z</EndTime>";

    private const string AllOff =
        "<OofMessage><AppliesToInternal /><Enabled>0</Enabled></OofMessage>"
        + "<OofMessage><AppliesToExternalKnown /><Enabled>0</Enabled></OofMessage>"
        + "<OofMessage><AppliesToExternalUnknown /><Enabled>0</Enabled></OofMessage>";

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_nothing_set_when_it_is_asked_for_then_it_is_off_for_all_audiences(string version)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>", version: version));

        Assert.Equal($"<Settings xmlns=\"Settings\"><Status>1</Status><Oof><Status>1</Status><Get><OofState>0</OofState>{AllOff}</Get></Oof></Settings>", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_all_of_it_set_when_another_device_asks_then_it_gets_exactly_that()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        const string Messages =
            "<OofMessage><AppliesToInternal /><Enabled>1</Enabled><ReplyMessage>Back on &lt;Monday&gt;.\r\n\r\n  Bob helps. 😀</ReplyMessage><BodyType>TEXT</BodyType></OofMessage>"
            + "<OofMessage><AppliesToExternalKnown /><Enabled>1</Enabled><ReplyMessage>I am away.</ReplyMessage><BodyType>TEXT</BodyType></OofMessage>"
            + "<OofMessage><AppliesToExternalUnknown /><Enabled>0</Enabled><ReplyMessage></ReplyMessage><BodyType>TEXT</BodyType></OofMessage>";

        using var set = await eas.AnswerAsync(Oof($"<Set><OofState>2</OofState>{Start}{End}{Messages}</Set>"));
        using var get = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>", deviceId: "Phone2"));

        Assert.Equal("<Settings xmlns=\"Settings\"><Status>1</Status><Oof><Status>1</Status></Oof></Settings>", EasXml.Read(set));
        Assert.Equal(["2"], EasXml.FindAll(get, "OofState"));
        Assert.Equal(["2026-03-02T08:00:00.000Z", "2026-03-09T08:00:00.000Z"], [.. EasXml.FindAll(get, "StartTime"), .. EasXml.FindAll(get, "EndTime")]);
        Assert.Equal(["1", "1", "0"], EasXml.FindAll(get, "Enabled"));
        Assert.Equal(["Back on <Monday>.\n\n  Bob helps. 😀", "I am away.", ""], EasXml.FindAll(get, "ReplyMessage").Select(text => text.ReplaceLineEndings("\n")));
        Assert.Equal(["TEXT", "TEXT", "TEXT"], EasXml.FindAll(get, "BodyType"));
    }

    [Fact]
    public async Task Given_what_a_Set_leaves_out_when_it_is_applied_then_that_stays_and_an_audience_is_replaced_as_a_whole()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await SetAsync(eas, $"<OofState>2</OofState>{Start}{End}{Message("AppliesToInternal", "in")}{Message("AppliesToExternalKnown", "out")}");

        await SetAsync(eas, "<OofMessage><AppliesToInternal/><Enabled>0</Enabled></OofMessage>");
        using var one = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>"));
        await SetAsync(eas, "<OofState>0</OofState>");
        using var two = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>"));

        Assert.Equal(["0", "1", "0"], EasXml.FindAll(one, "Enabled"));
        Assert.Equal(["out"], EasXml.FindAll(one, "ReplyMessage"));
        Assert.Equal(("2", "2026-03-02T08:00:00.000Z"), (EasXml.Find(one, "OofState"), EasXml.Find(one, "StartTime")));
        Assert.Equal(("0", "2026-03-02T08:00:00.000Z"), (EasXml.Find(two, "OofState"), EasXml.Find(two, "StartTime")));
        Assert.Equal(EasXml.FindAll(one, "ReplyMessage"), EasXml.FindAll(two, "ReplyMessage"));
    }

    [Theory]
    [InlineData("<OofState>1</OofState>", false)]
    [InlineData("<OofState>0</OofState>", false)]
    [InlineData("", false)]
    [InlineData("<OofState>2</OofState>", true)]
    public async Task Given_times_when_the_state_is_not_time_based_then_they_are_taken_and_not_kept(string state, bool isKept)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        await SetAsync(eas, $"{state}{Start}{End}");
        using var get = await eas.AnswerAsync(Oof("<Get><BodyType>HTML</BodyType></Get>"));

        Assert.Equal(isKept, EasXml.Find(get, "StartTime") is not null);
    }

    [Fact]
    public async Task Given_a_text_and_HTML_when_the_other_form_is_asked_for_then_they_are_converted_and_stay_as_they_were_set()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await SetAsync(
            eas,
            "<OofMessage><AppliesToInternal/><Enabled>1</Enabled><ReplyMessage>One &lt; two\nthree</ReplyMessage><BodyType>Text</BodyType></OofMessage>"
            + "<OofMessage><AppliesToExternalKnown/><Enabled>1</Enabled><ReplyMessage>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</ReplyMessage><BodyType>html</BodyType></OofMessage>");

        using var text = await eas.AnswerAsync(Oof("<Get><BodyType>Text</BodyType></Get>"));
        using var html = await eas.AnswerAsync(Oof("<Get><BodyType>HTML</BodyType></Get>"));

        Assert.Equal(["One < two\nthree", "One two"], EasXml.FindAll(text, "ReplyMessage"));
        Assert.Equal(["Text", "Text"], EasXml.FindAll(text, "BodyType"));
        Assert.Contains("One &lt; two<br>", EasXml.FindAll(html, "ReplyMessage")[0], StringComparison.Ordinal);
        Assert.Equal("<p>One <b>two</b></p>", EasXml.FindAll(html, "ReplyMessage")[1]);
        Assert.Equal(["HTML", "HTML"], EasXml.FindAll(html, "BodyType"));
    }

    [Fact]
    public async Task Given_the_same_Set_again_when_it_comes_then_nothing_is_written()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var set = $"<OofState>2</OofState>{Start}{End}{Message("AppliesToInternal", "in")}";
        await SetAsync(eas, set);
        var writes = eas.Entities.Writes;

        await SetAsync(eas, set);

        Assert.Equal(writes, eas.Entities.Writes);
    }

    [Fact]
    public async Task Given_another_account_when_it_asks_then_it_has_settings_of_its_own()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        await eas.AddAccountAsync("bob@example.test", (NoPolicy, "FALSE"));
        await SetAsync(eas, "<OofState>1</OofState>");

        using var get = await eas.AnswerAsync(EasInstance.Request("Settings", login: "bob@example.test", xml: "<Settings xmlns=\"Settings\"><Oof><Get><BodyType>TEXT</BodyType></Get></Oof></Settings>"));

        Assert.Equal("0", EasXml.Find(get, "OofState"));
    }

    [Theory]
    [InlineData(32 * 1024, "1")]
    [InlineData((32 * 1024) + 1, "5")]
    public async Task Given_a_long_message_when_it_is_set_then_32_KiB_are_the_most(int bytes, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        var message = new string('a', bytes);

        using var set = await eas.AnswerAsync(Oof($"<Set>{Message("AppliesToInternal", message)}{Message("AppliesToExternalKnown", message)}{Message("AppliesToExternalUnknown", message)}</Set>"));
        using var get = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>"));

        Assert.Equal(["1", status], EasXml.FindAll(set, "Status"));
        Assert.Equal(status == "1" ? [message, message, message] : [], EasXml.FindAll(get, "ReplyMessage"));
    }

    [Theory]
    [InlineData("", "2")]
    [InlineData("<Get/>", "2")]
    [InlineData("<Get><OofState>1</OofState></Get>", "2")]
    [InlineData("<Get><BodyType>RTF</BodyType></Get>", "5")]
    [InlineData("<Get><BodyType/></Get>", "5")]
    [InlineData("<Get><BodyType>TEXT</BodyType></Get><Set><OofState>0</OofState></Set>", "2")]
    [InlineData("<Set/>", "2")]
    [InlineData("<Set><BodyType>TEXT</BodyType></Set>", "2")]
    [InlineData("<Set><OofState>3</OofState></Set>", "5")]
    [InlineData("<Set><OofState>-1</OofState></Set>", "5")]
    [InlineData("<Set><OofState>on</OofState></Set>", "5")]
    [InlineData("<Set><OofState>0</OofState><OofState>1</OofState></Set>", "2")]
    [InlineData("<Set><OofState>2</OofState>" + Start + "</Set>", "2")]
    [InlineData("<Set><OofState>2</OofState>" + End + "</Set>", "2")]
    [InlineData("<Set><OofState>2</OofState>" + Start + "<EndTime>2026-03-02T08:00:00.000Z</EndTime></Set>", "5")]
    [InlineData("<Set><OofState>2</OofState>" + Start + "<EndTime>soon</EndTime></Set>", "5")]
    [InlineData("<Set><OofMessage><Enabled>1</Enabled></OofMessage></Set>", "2")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><AppliesToExternalKnown/><Enabled>1</Enabled></OofMessage></Set>", "2")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><Enabled>yes</Enabled></OofMessage></Set>", "5")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><Enabled>1</Enabled><ReplyMessage>x</ReplyMessage></OofMessage></Set>", "2")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><Enabled>1</Enabled><ReplyMessage>x</ReplyMessage><BodyType>RTF</BodyType></OofMessage></Set>", "5")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><Enabled>1</Enabled></OofMessage><OofMessage><AppliesToInternal/><Enabled>0</Enabled></OofMessage></Set>", "6")]
    [InlineData("<Set><OofMessage><AppliesToInternal/><Enabled>1</Enabled></OofMessage><OofMessage><AppliesToInternal/><Enabled>1</Enabled></OofMessage></Set>", "1")]
    public async Task Given_an_Oof_when_something_is_wrong_with_it_then_its_status_says_so_and_nothing_is_kept(string oof, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Oof(oof));
        using var get = await eas.AnswerAsync(Oof("<Get><BodyType>TEXT</BodyType></Get>"));

        Assert.Equal(["1", status], EasXml.FindAll(answer, "Status"));
        Assert.Equal(status == "1" ? ["1", "0", "0"] : ["0", "0", "0"], EasXml.FindAll(get, "Enabled"));
        Assert.Equal("0", EasXml.Find(get, "OofState"));
    }

    private static string Message(string audience, string text) => $"<OofMessage><{audience}/><Enabled>1</Enabled><ReplyMessage>{text}</ReplyMessage><BodyType>TEXT</BodyType></OofMessage>";

    private static async Task SetAsync(EasInstance eas, string content)
    {
        using var answer = await eas.AnswerAsync(Oof($"<Set>{content}</Set>"));
        Assert.Equal(["1", "1"], EasXml.FindAll(answer, "Status"));
    }

    private static FakeHttp Oof(string content, string version = "16.1", string deviceId = EasInstance.DeviceId) =>
        EasInstance.Request("Settings", version: version, deviceId: deviceId, xml: $"<Settings xmlns=\"Settings\"><Oof>{content}</Oof></Settings>");
}
