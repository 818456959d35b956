using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

/// <summary>Requests and answers of <c>autodiscover.json</c>, byte by byte.</summary>
public sealed class AutodiscoverJsonTests
{
    private const string Found = """{"Protocol":"ActiveSync","Url":"https://mail.example.test/Microsoft-Server-ActiveSync"}""";

    [Theory]
    [InlineData("Protocol=ActiveSync", "alice@example.test")]
    [InlineData("Protocol=ActiveSync", "nobody@example.test")]
    [InlineData("Protocol=ActiveSync", "mallory@other.test")]
    [InlineData("Protocol=ActiveSync", "nobody@nowhere.test")]
    [InlineData("Protocol=ActiveSync&RedirectCount=3", "Alice@Example.Test")]
    [InlineData("Email=alice@example.test&Protocol=ActiveSync", "")]
    [InlineData("Email=nobody%40nowhere.test&Protocol=activesync&RedirectCount=1", "")]
    [InlineData("email=a%2Bb@example.test&protocol=ACTIVESYNC", "")]
    [InlineData("Email=a+b@example.test&Protocol=ActiveSync", "")]
    public async Task Given_any_address_when_a_client_asks_for_ActiveSync_then_the_answer_is_the_same_and_nothing_is_read(string query, string address)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();
        var reads = eas.Entities.Reads;

        var told = eas.AskJson(query, address);

        Assert.Equal(200, told.Status);
        Assert.Equal("application/json; charset=utf-8", told.ContentType);
        Assert.Equal(Found, told.Body);
        Assert.Equal("no-store", told.Headers["Cache-Control"]);
        Assert.Equal("nosniff", told.Headers["X-Content-Type-Options"]);
        Assert.Equal(reads, eas.Entities.Reads);
    }

    [Theory]
    [InlineData("AutodiscoverV1")]
    [InlineData("Autodiscoverv1")]
    public async Task Given_Outlook_when_it_asks_for_the_older_Autodiscover_then_it_is_told_where_that_is(string protocol)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = eas.AskJson($"Protocol={protocol}", "alice@example.test");

        Assert.Equal("""{"Protocol":"AutodiscoverV1","Url":"https://mail.example.test/autodiscover/autodiscover.xml"}""", told.Body);
    }

    [Theory]
    [InlineData("Ews")]
    [InlineData("Rest")]
    [InlineData("%3Cscript%3E")]
    public async Task Given_a_protocol_that_is_not_served_when_a_client_asks_for_it_then_the_known_ones_are_named(string protocol)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = eas.AskJson($"Protocol={protocol}", "alice@example.test");

        Assert.Equal(400, told.Status);
        Assert.Equal(
            """{"ErrorCode":"ProtocolNotSupported","ErrorMessage":"The given protocol value is not supported. Supported values are \u0027ActiveSync,AutodiscoverV1\u0027."}""",
            told.Body);
    }

    [Theory]
    [InlineData("", "alice@example.test", "MandatoryParameterMissing")]
    [InlineData("Protocol=", "alice@example.test", "MandatoryParameterMissing")]
    [InlineData("Protocol=ActiveSync", "", "MandatoryParameterMissing")]
    [InlineData("Protocol=ActiveSync&Email=", "", "MandatoryParameterMissing")]
    [InlineData("Protocol=ActiveSync", "no address", "InvalidUserId")]
    [InlineData("Protocol=ActiveSync", "a@example.test/x", "InvalidUserId")]
    public async Task Given_a_question_that_lacks_something_when_it_comes_then_400_says_what(string query, string address, string code)
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var told = eas.AskJson(query, address);

        Assert.Equal(400, told.Status);
        Assert.StartsWith($$"""{"ErrorCode":"{{code}}","ErrorMessage":""", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_another_method_or_way_when_a_client_asks_then_it_is_refused()
    {
        using var eas = await AutodiscoverInstance.CreateAsync();

        var posted = eas.AskJson("Protocol=ActiveSync", "alice@example.test", method: "POST");
        var unencrypted = eas.AskJson("Protocol=ActiveSync", "alice@example.test", isPrivate: false);
        var nowhere = eas.AskJson("Protocol=ActiveSync", "alice@example.test", origin: null);

        Assert.Equal(405, posted.Status);
        Assert.Equal("GET, HEAD", posted.Headers["Allow"]);
        Assert.Equal(403, unencrypted.Status);
        Assert.Equal(500, nowhere.Status);
        Assert.All([posted, unencrypted, nowhere], told => Assert.StartsWith("{\"ErrorCode\":", told.Body, StringComparison.Ordinal));
    }
}
