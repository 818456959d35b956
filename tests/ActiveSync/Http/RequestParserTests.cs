using Carbonio.Cloud.ActiveSync.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

public sealed class RequestParserTests
{
    [Fact]
    public void Given_a_plain_query_when_it_is_read_then_all_that_it_says_is_there()
    {
        var http = Plain("Cmd=FolderSync&User=alice%40example.test&DeviceId=v140Device&DeviceType=SmartPhone");
        http.Headers["X-MS-PolicyKey"] = "3942919513";
        http.Headers["User-Agent"] = "Phone/1.0";
        http.Headers["Accept-Language"] = "de-DE";

        var request = Parse(http);

        Assert.Equal(EasCommand.FolderSync, request.Command);
        Assert.Equal("16.1", request.Rules.Name);
        Assert.Equal("alice@example.test", request.User);
        Assert.Equal("v140Device", request.DeviceId);
        Assert.Equal("SmartPhone", request.DeviceType);
        Assert.Equal(3942919513u, request.PolicyKey);
        Assert.Equal("Phone/1.0", request.UserAgent);
        Assert.Equal("de-DE", request.Language);
        Assert.False(request.AcceptMultiPart);
    }

    [Theory]
    [InlineData("DeviceType=SP&DeviceId=abc&User=a@example.test&Cmd=Ping")]
    [InlineData("cmd=ping&deviceid=abc&devicetype=SP")]
    [InlineData("Cmd=PING&&x&=y&DeviceId=abc&DeviceType=SP&Unknown=1")]
    public void Given_any_order_and_case_when_a_plain_query_is_read_then_it_is_the_same_command(string query)
    {
        var request = Parse(Plain(query));

        Assert.Equal(EasCommand.Ping, request.Command);
        Assert.Equal("abc", request.DeviceId);
        Assert.Equal("SP", request.DeviceType);
    }

    [Theory]
    [InlineData("a+b@example.test", "a+b@example.test")]
    [InlineData("EXAMPLE%5Cm%C3%BCller", "EXAMPLE\\müller")]
    [InlineData("100%", "100%")]
    [InlineData("a%zz%4", "a%zz%4")]
    public void Given_a_user_escaped_or_not_when_it_is_read_then_it_is_what_was_meant(string sent, string user) =>
        Assert.Equal(user, Parse(Plain($"Cmd=Ping&DeviceId=abc&DeviceType=SP&User={sent}")).User);

    [Fact]
    public void Given_no_policy_key_when_a_query_is_read_then_it_is_not_the_same_as_key_0()
    {
        var without = Plain("Cmd=Ping&DeviceId=abc&DeviceType=SP");
        var zero = Plain("Cmd=Ping&DeviceId=abc&DeviceType=SP");
        zero.Headers["X-MS-PolicyKey"] = "0";
        var nonsense = Plain("Cmd=Ping&DeviceId=abc&DeviceType=SP");
        nonsense.Headers["X-MS-PolicyKey"] = "none";

        Assert.Null(Parse(without).PolicyKey);
        Assert.Equal(0u, Parse(zero).PolicyKey);
        Assert.Equal(0u, Parse(nonsense).PolicyKey);
    }

    [Fact]
    public void Given_the_header_for_parts_when_a_plain_query_is_read_then_parts_are_accepted()
    {
        var http = Plain("Cmd=ItemOperations&DeviceId=abc&DeviceType=SP");
        http.Headers["MS-ASAcceptMultiPart"] = "T";

        Assert.True(Parse(http).AcceptMultiPart);
    }

    // [MS-ASHTTP] 4.2 has such a query of 14.1: version byte, FolderSync, locale 0x0409, "TestSuite", no key, "SP".
    [Theory]
    [InlineData("jQkJBAlUZXN0U3VpdGUAAlNQ")]
    [InlineData("jQkJBAlUZXN0U3VpdGUAAlNQ=")]
    [InlineData("jQkJBAlUZXN0U3VpdGUAAlNQ%3D%3D")]
    public void Given_a_base64_query_when_it_is_read_then_all_that_it_says_is_there(string query)
    {
        var request = Parse(new FakeHttp { Query = query });

        Assert.Equal(EasCommand.FolderSync, request.Command);
        Assert.Equal("14.1", request.Rules.Name);
        Assert.Equal("TestSuite", request.DeviceId);
        Assert.Equal("SP", request.DeviceType);
        Assert.Equal("en", request.Language);
        Assert.Null(request.PolicyKey);
    }

    [Fact]
    public void Given_parameters_behind_a_base64_query_when_it_is_read_then_options_and_user_count()
    {
        byte[] query = [161, 19, 0x07, 0x04, 3, .. "abc"u8, 4, 0x78, 0x56, 0x34, 0x12, 2, .. "SP"u8, 1, 1, (byte)'5', 7, 1, 0x02, 8, 5, .. "alice"u8];

        var request = Parse(new FakeHttp { Query = Convert.ToBase64String(query) });

        Assert.Equal(EasCommand.ItemOperations, request.Command);
        Assert.Equal(0x12345678u, request.PolicyKey);
        Assert.True(request.AcceptMultiPart);
        Assert.Equal("alice", request.User);
        Assert.Equal("de", request.Language);
    }

    [Fact]
    public void Given_a_GUID_as_bytes_when_a_base64_query_is_read_then_the_id_is_its_digits()
    {
        byte[] id = [0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF];
        byte[] query = [161, 0, 9, 4, 16, .. id, 0, 2, .. "SP"u8];

        Assert.Equal("00112233445566778899AABBCCDDEEFF", Parse(new FakeHttp { Query = Convert.ToBase64String(query) }).DeviceId);
    }

    [Fact]
    public void Given_the_alphabet_for_URLs_when_a_base64_query_is_read_then_it_is_read_too()
    {
        byte[] id = [0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFE, 0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFE, 0xFB, 0xEF, 0xBE, 0xFF];
        byte[] query = [161, 0, 9, 4, 16, .. id, 0, 2, .. "SP"u8];
        var plus = Convert.ToBase64String(query);
        Assert.Contains('+', plus);
        Assert.Contains('/', plus);

        var minus = plus.Replace('+', '-').Replace('/', '_').TrimEnd('=');

        Assert.Equal(Parse(new FakeHttp { Query = plus }).DeviceId, Parse(new FakeHttp { Query = minus }).DeviceId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("User=alice&DeviceId=abc")]
    [InlineData("!!!not*base64!!!")]
    [InlineData("oQkJBA")] // ends within the device id's length
    [InlineData("oQkJBP9hYmM=")] // a device id of 255 bytes, 3 of which are there
    [InlineData("vwkJBAlUZXN0U3VpdGUAAlNQ")] // version byte 191
    [InlineData("oQkJBANhYmMDAQIDAlNQ")] // a policy key of 3 bytes
    [InlineData("oQkJBANhYmMAAlNQBw==")] // Options without length
    [InlineData("oQkJBANhYmMAAlNQCQEB")] // parameter 9
    [InlineData("oQkJBANhYmMAAlNQBwIBAQ==")] // Options of 2 bytes
    public void Given_a_query_that_cannot_be_read_then_it_is_a_bad_request(string query) =>
        Assert.Equal(400, Refuse(new FakeHttp { Query = query }).ToAnswer().HttpStatus);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12.1")]
    [InlineData("19.1")]
    [InlineData("16")]
    [InlineData("16.1.0")]
    [InlineData("-1.1")]
    public void Given_a_version_that_is_not_on_offer_then_it_is_a_bad_request(string? version)
    {
        var http = new FakeHttp { Query = "Cmd=Ping&DeviceId=abc&DeviceType=SP" };
        if (version is not null)
        {
            http.Headers["MS-ASProtocolVersion"] = version;
        }

        Assert.Equal(400, Refuse(http).ToAnswer().HttpStatus);
    }

    [Theory]
    [InlineData("Cmd=Brew&DeviceId=abc&DeviceType=SP")]
    [InlineData("Cmd=&DeviceId=abc&DeviceType=SP")]
    [InlineData("Cmd=9&DeviceId=abc&DeviceType=SP")]
    [InlineData("oWMJBANhYmMAAlNQ")] // code 99
    [InlineData("oQUJBANhYmMAAlNQ")] // code 5, gone since 12.0
    public void Given_a_command_that_does_not_exist_then_it_is_not_implemented(string query) =>
        Assert.Equal(501, Refuse(Plain(query)).ToAnswer().HttpStatus);

    [Theory]
    [InlineData("Cmd=Sync&DeviceType=SP", CommonStatus.DeviceIdMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=&DeviceType=SP", CommonStatus.DeviceIdMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=a,b&DeviceType=SP", CommonStatus.DeviceIdMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=a%21b&DeviceType=SP", CommonStatus.DeviceIdMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=123456789012345678901234567890123&DeviceType=SP", CommonStatus.DeviceIdMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=abc", CommonStatus.DeviceTypeMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=abc&DeviceType=", CommonStatus.DeviceTypeMissingOrInvalid)]
    [InlineData("Cmd=Sync&DeviceId=abc&DeviceType=a%0Db", CommonStatus.DeviceTypeMissingOrInvalid)]
    public void Given_a_device_without_id_or_type_then_the_body_says_so(string query, CommonStatus status)
    {
        var refusal = Refuse(Plain(query));
        using var answer = refusal.ToAnswer();

        Assert.Equal(status, refusal.Status);
        Assert.Equal(200, answer.HttpStatus);
        Assert.Equal($"<Sync xmlns=\"AirSync\"><Status>{(int)status}</Status></Sync>", EasXml.Read(answer));
    }

    [Fact]
    public void Given_every_length_of_a_good_query_when_it_is_cut_there_then_it_is_refused_or_read_and_nothing_throws()
    {
        const string whole = "oRMHBANhYmMEeFY0EgJTUAEBNQcBAggFYWxpY2U=";
        for (var length = 0; length <= whole.Length; length++)
        {
            RequestParser.TryParse(new FakeHttp { Query = whole[..length] }, out _, out _);
        }

        Assert.True(RequestParser.TryParse(new FakeHttp { Query = whole }, out _, out _));
    }

    [Fact]
    public void Given_the_commands_when_they_are_named_then_name_and_code_find_the_same()
    {
        foreach (var command in Enum.GetValues<EasCommand>())
        {
            Assert.Equal(command, CommandNames.Find(CommandNames.Name(command)));
            Assert.Equal(command, CommandNames.Find((byte)command));
        }
    }

    internal static FakeHttp Plain(string query)
    {
        var http = new FakeHttp { Query = query };
        http.Headers["MS-ASProtocolVersion"] = "16.1";
        return http;
    }

    private static EasRequest Parse(FakeHttp http)
    {
        Assert.True(RequestParser.TryParse(http, out var request, out _));
        return request;
    }

    private static RequestRefusal Refuse(FakeHttp http)
    {
        Assert.False(RequestParser.TryParse(http, out _, out var refusal));
        return refusal;
    }
}
