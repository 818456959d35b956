using Carbonio.Cloud.ActiveSync.Tests.Http;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Settings;

public sealed class SettingsTests
{
    private const string NoPolicy = "zimbraFeatureMobilePolicyEnabled";

    [Fact]
    public async Task Given_a_device_when_it_describes_itself_then_it_is_kept_and_what_it_leaves_out_stays()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using var first = await eas.AnswerAsync(Set("<Model>Phone 9</Model><IMEI>490154203237518</IMEI><FriendlyName>Alice's</FriendlyName><OS>OS 3</OS><OSLanguage>German</OSLanguage><PhoneNumber>+49 1</PhoneNumber><MobileOperator>M</MobileOperator><UserAgent>UA/1</UserAgent><EnableOutboundSMS>1</EnableOutboundSMS>"));

        using var second = await eas.AnswerAsync(Set("<OS>OS 4</OS><PhoneNumber/>"));

        Assert.Equal("<Settings xmlns=\"Settings\"><Status>1</Status><DeviceInformation><Status>1</Status></DeviceInformation></Settings>", EasXml.Read(first));
        Assert.Equal(EasXml.Read(first), EasXml.Read(second));
        Assert.Equal(
            new DeviceInformation
            {
                Model = "Phone 9",
                Imei = "490154203237518",
                FriendlyName = "Alice's",
                Os = "OS 4",
                OsLanguage = "German",
                MobileOperator = "M",
                UserAgent = "UA/1",
            },
            (await eas.DeviceAsync())!.Information);
    }

    [Fact]
    public async Task Given_a_value_beyond_the_limit_when_it_is_set_then_it_is_cut_between_characters()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Set($"<Model>{new string('m', 2000)}</Model><OS>{new string('o', 1023)}😀</OS>"));

        var information = (await eas.DeviceAsync())!.Information;
        Assert.Equal(1024, information.Model!.Length);
        Assert.Equal(1023, information.Os!.Length);
    }

    [Fact]
    public async Task Given_the_same_description_again_when_it_is_set_then_nothing_is_written()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));
        using (await eas.AnswerAsync(Set("<Model>Phone 9</Model>")))
        {
        }

        var writes = eas.Entities.Writes;
        using var answer = await eas.AnswerAsync(Set("<Model>Phone 9</Model>"));

        Assert.Equal(writes, eas.Entities.Writes);
    }

    [Fact]
    public async Task Given_an_account_with_an_alias_when_the_device_asks_for_its_owner_then_all_addresses_come()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"), ("displayName", "Alice Example"));
        Assert.True((await eas.Writer.AddAliasAsync(AdminActor.Server, eas.Account, "a.example@example.test", EasInstance.None)).IsDone);

        using var answer = await eas.AnswerAsync(Settings("<UserInformation><Get/></UserInformation>"));

        Assert.Equal(
            "<Settings xmlns=\"Settings\"><Status>1</Status><UserInformation><Status>1</Status><Get><Accounts><Account><UserDisplayName>Alice Example</UserDisplayName>"
            + "<EmailAddresses><SMTPAddress>alice@example.test</SMTPAddress><SMTPAddress>a.example@example.test</SMTPAddress><PrimarySmtpAddress>alice@example.test</PrimarySmtpAddress></EmailAddresses>"
            + "</Account></Accounts></Get></UserInformation></Settings>",
            EasXml.Read(answer));
    }

    [Theory]
    [InlineData("<Oof/>", "<Oof><Status>2</Status></Oof>")]
    [InlineData("<DevicePassword><Set><Password>1234</Password></Set></DevicePassword>", "<DevicePassword><Status>7</Status></DevicePassword>")]
    [InlineData("<RightsManagementInformation><Get/></RightsManagementInformation>", "<RightsManagementInformation><Status>168</Status></RightsManagementInformation>")]
    [InlineData("<DeviceInformation/>", "<DeviceInformation><Status>2</Status></DeviceInformation>")]
    [InlineData("<UserInformation/>", "<UserInformation><Status>2</Status></UserInformation>")]
    public async Task Given_a_part_when_it_cannot_be_had_then_its_status_says_so(string part, string answered)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Settings(part));

        Assert.Equal($"<Settings xmlns=\"Settings\"><Status>1</Status>{answered}</Settings>", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_two_parts_when_one_fails_then_the_other_is_answered()
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(Settings("<Oof><Set/></Oof><DeviceInformation><Set><Model>M</Model></Set></DeviceInformation>"));

        Assert.Equal(["1", "2", "1"], EasXml.FindAll(answer, "Status"));
        Assert.Equal("M", (await eas.DeviceAsync())!.Information.Model);
    }

    [Theory]
    [InlineData("<Settings xmlns=\"Settings\"/>", "2")]
    [InlineData("<Settings xmlns=\"Settings\"><Model>x</Model></Settings>", "2")]
    [InlineData("<Ping xmlns=\"Ping\"/>", "103")]
    [InlineData(null, "101")]
    public async Task Given_a_request_that_says_nothing_when_it_comes_then_it_is_refused(string? xml, string status)
    {
        using var eas = await EasInstance.CreateAsync((NoPolicy, "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Settings", xml: xml));

        Assert.Equal([status], EasXml.FindAll(answer, "Status"));
    }

    private static FakeHttp Set(string values) => Settings($"<DeviceInformation><Set>{values}</Set></DeviceInformation>");

    private static FakeHttp Settings(string parts) => EasInstance.Request("Settings", xml: $"<Settings xmlns=\"Settings\">{parts}</Settings>");
}
