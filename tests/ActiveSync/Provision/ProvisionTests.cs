using Carbonio.Cloud.ActiveSync.Tests.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Provision;

/// <summary>Provisioning as conversations.</summary>
public sealed class ProvisionTests
{
    private const string Fetch =
        "<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>";

    private const string FetchWithInformation =
        """
        <Provision xmlns="Provision" xmlns:s="Settings">
        <s:DeviceInformation><s:Set><s:Model>Phone 9</s:Model><s:OS>Phone OS 3</s:OS><s:PhoneNumber></s:PhoneNumber></s:Set></s:DeviceInformation>
        <Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType></Policy></Policies></Provision>
        """;

    [Theory]
    [InlineData("14.1")]
    [InlineData("16.1")]
    public async Task Given_a_new_device_when_it_fetches_the_policy_then_information_is_kept_and_the_document_comes(string version)
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: FetchWithInformation, version: version));

        Assert.StartsWith(
            "<Provision xmlns=\"Provision\"><DeviceInformation xmlns=\"Settings\"><Status>1</Status></DeviceInformation><Status>1</Status>"
            + "<Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><Status>1</Status><PolicyKey>2000</PolicyKey><Data><EASProvisionDoc>"
            + "<DevicePasswordEnabled>1</DevicePasswordEnabled>",
            EasXml.Read(answer),
            StringComparison.Ordinal);
        var device = await eas.DeviceAsync();
        Assert.Equal("Phone 9", device!.Information.Model);
        Assert.Equal("Phone OS 3", device.Information.Os);
        Assert.Null(device.Information.PhoneNumber);
        Assert.Equal(2000u, device.Policy.PendingKey);
        Assert.Equal(0u, device.Policy.Key);
    }

    [Fact]
    public async Task Given_attributes_in_their_units_when_the_document_is_written_then_it_has_the_protocols_units()
    {
        using var eas = await EasInstance.CreateAsync(
            ("zimbraMobilePolicyMaxInactivityTimeDeviceLock", "10"),
            ("zimbraMobilePolicyAllowCamera", "-1"),
            ("zimbraMobilePolicyAllowBluetooth", "1"),
            ("zimbraMobilePolicyMinDevicePasswordComplexCharacters", "0"),
            ("zimbraMobilePolicyApprovedApplication", "abc,def"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));

        Assert.Equal("600", EasXml.Find(answer, "MaxInactivityTimeDeviceLock"));
        Assert.Null(EasXml.Find(answer, "AllowCamera"));
        Assert.Equal("1", EasXml.Find(answer, "AllowBluetooth"));
        Assert.Null(EasXml.Find(answer, "MinDevicePasswordComplexCharacters"));
        Assert.Equal(["abc", "def"], EasXml.FindAll(answer, "Hash"));
    }

    [Theory]
    [InlineData("0", "9999")]
    [InlineData("166", "9960")]
    [InlineData("167", "9998")]
    [InlineData("9999", "9998")]
    public async Task Given_minutes_until_the_lock_when_they_are_written_then_only_never_means_never(string minutes, string seconds)
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicyMaxInactivityTimeDeviceLock", minutes));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));

        Assert.Equal(seconds, EasXml.Find(answer, "MaxInactivityTimeDeviceLock"));
    }

    [Fact]
    public async Task Given_no_device_password_when_the_document_is_written_then_nothing_else_is_said_of_passwords()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicyDevicePasswordEnabled", "FALSE"), ("zimbraMobilePolicySuppressDeviceEncryption", "TRUE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));

        Assert.Equal("0", EasXml.Find(answer, "DevicePasswordEnabled"));
        Assert.Null(EasXml.Find(answer, "MinDevicePasswordLength"));
        Assert.Null(EasXml.Find(answer, "MaxInactivityTimeDeviceLock"));
        Assert.Null(EasXml.Find(answer, "RequireDeviceEncryption"));
        Assert.Null(EasXml.Find(answer, "RequireStorageCardEncryption"));
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_first_phase_is_repeated_then_the_same_key_comes()
    {
        using var eas = await EasInstance.CreateAsync();

        using var lost = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));
        using var again = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));

        Assert.Equal(EasXml.Read(lost), EasXml.Read(again));
    }

    [Fact]
    public async Task Given_a_lost_answer_when_the_second_phase_is_repeated_then_the_same_final_key_comes()
    {
        using var eas = await EasInstance.CreateAsync();
        var temporary = await FetchAsync(eas);

        using var lost = await eas.AnswerAsync(Acknowledge(temporary, "1"));
        using var again = await eas.AnswerAsync(Acknowledge(temporary, "1"));

        Assert.Equal(
            "<Provision xmlns=\"Provision\"><Status>1</Status><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><Status>1</Status><PolicyKey>2001</PolicyKey></Policy></Policies></Provision>",
            EasXml.Read(lost));
        Assert.Equal(EasXml.Read(lost), EasXml.Read(again));
    }

    [Fact]
    public async Task Given_an_acknowledged_policy_when_it_is_fetched_again_then_another_temporary_key_comes_and_the_final_one_still_holds()
    {
        using var eas = await EasInstance.CreateAsync();
        var first = await FetchAsync(eas);
        using (await eas.AnswerAsync(Acknowledge(first, "1")))
        {
        }

        var second = await FetchAsync(eas);
        using var answer = await eas.AnswerAsync(EasInstance.Request("FolderSync", "2001"));

        Assert.NotEqual(first, second);
        Assert.Equal("", EasXml.Read(answer));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("2001")]
    [InlineData("99999999999")]
    public async Task Given_another_key_when_it_is_acknowledged_then_the_policy_says_so(string key)
    {
        using var eas = await EasInstance.CreateAsync();
        await FetchAsync(eas);

        using var answer = await eas.AnswerAsync(Acknowledge(key, "1"));

        Assert.Equal(["1", "5"], EasXml.FindAll(answer, "Status"));
        Assert.Null(EasXml.Find(answer, "PolicyKey"));
    }

    [Theory]
    [InlineData("2", "AllowPartialProvisioning", "TRUE", null)]
    [InlineData("2", "AllowPartialProvisioning", "FALSE", "139")]
    [InlineData("3", "AllowNonProvisionableDevices", "TRUE", null)]
    [InlineData("3", "AllowNonProvisionableDevices", "FALSE", "139")]
    [InlineData("4", "AllowNonProvisionableDevices", "TRUE", "145")]
    [InlineData("9", "AllowNonProvisionableDevices", "TRUE", "2")]
    [InlineData("x", "AllowNonProvisionableDevices", "TRUE", "2")]
    public async Task Given_what_the_device_did_with_the_policy_when_it_says_so_then_the_policy_decides(string did, string attribute, string value, string? refusal)
    {
        using var eas = await EasInstance.CreateAsync(("zimbraMobilePolicy" + attribute, value));
        var temporary = await FetchAsync(eas);

        using var answer = await eas.AnswerAsync(Acknowledge(temporary, did));

        Assert.Equal(refusal is null ? ["1", "1"] : [refusal], EasXml.FindAll(answer, "Status"));
        Assert.Equal(refusal is null ? 2001u : 0u, (await eas.DeviceAsync())!.Policy.Key);
    }

    [Fact]
    public async Task Given_no_policies_when_one_is_fetched_then_there_is_none_and_key_0_goes_on()
    {
        using var eas = await EasInstance.CreateAsync(("zimbraFeatureMobilePolicyEnabled", "FALSE"));

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));
        using var next = await eas.AnswerAsync(EasInstance.Request("FolderSync", "0"));

        Assert.Equal(
            "<Provision xmlns=\"Provision\"><Status>1</Status><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><Status>2</Status></Policy></Policies></Provision>",
            EasXml.Read(answer));
        Assert.Equal("", EasXml.Read(next));
    }

    [Fact]
    public async Task Given_an_unknown_type_when_it_is_fetched_then_the_policy_says_so()
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch.Replace("MS-EAS-Provisioning-WBXML", "MS-WAP-Provisioning-XML", StringComparison.Ordinal)));

        Assert.Equal(["1", "3"], EasXml.FindAll(answer, "Status"));
        Assert.Null(EasXml.Find(answer, "Data"));
    }

    [Theory]
    [InlineData("<Provision xmlns=\"Provision\"/>", "2")]
    [InlineData("<Provision xmlns=\"Provision\"><Policies><Policy/></Policies></Provision>", "2")]
    [InlineData("<Provision xmlns=\"Provision\"><Policies/></Provision>", "2")]
    [InlineData("<Ping xmlns=\"Ping\"/>", "103")]
    [InlineData(null, "101")]
    public async Task Given_a_request_that_says_nothing_when_it_comes_then_it_is_refused(string? xml, string status)
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: xml));

        Assert.Equal([status], EasXml.FindAll(answer, "Status"));
    }

    [Fact]
    public async Task Given_a_wipe_that_nobody_ordered_when_it_is_acknowledged_then_it_is_taken_note_of()
    {
        using var eas = await EasInstance.CreateAsync();

        using var answer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: "<Provision xmlns=\"Provision\"><RemoteWipe><Status>1</Status></RemoteWipe></Provision>"));

        Assert.Equal("<Provision xmlns=\"Provision\"><Status>1</Status></Provision>", EasXml.Read(answer));
    }

    [Fact]
    public async Task Given_every_length_of_a_good_request_when_it_is_cut_there_then_it_is_invalid_WBXML()
    {
        using var eas = await EasInstance.CreateAsync();
        var whole = EasXml.Write(FetchWithInformation);
        for (var length = 1; length < whole.Length; length++)
        {
            var http = EasInstance.Request("Provision");
            var cut = new FakeHttp { Query = http.Query, Body = whole[..length] };
            foreach (var (name, value) in http.Headers)
            {
                cut.Headers[name] = value;
            }

            using var answer = await eas.AnswerAsync(cut);
            Assert.Equal("102", EasXml.Find(answer, "Status"));
        }
    }

    private static async Task<string> FetchAsync(EasInstance eas)
    {
        using var offer = await eas.AnswerAsync(EasInstance.Request("Provision", xml: Fetch));
        return EasXml.Find(offer, "PolicyKey")!;
    }

    private static FakeHttp Acknowledge(string key, string status) => EasInstance.Request(
        "Provision",
        key,
        $"<Provision xmlns=\"Provision\"><Policies><Policy><PolicyType>MS-EAS-Provisioning-WBXML</PolicyType><PolicyKey>{key}</PolicyKey><Status>{status}</Status></Policy></Policies></Provision>");
}
