using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary><c>/autodiscover/test</c> of the real server.</summary>
public sealed partial class TestEndpointTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>, IDisposable
{
    private const int LargestBody = 4096;

    private readonly HttpClient http = new() { BaseAddress = server.Server.Url };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Given_a_browser_when_it_opens_the_page_then_nothing_in_it_comes_from_elsewhere_and_its_policy_names_what_is_in_it()
    {
        using var answer = await http.GetAsync("Autodiscover/Test", Token);
        var html = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.DoesNotMatch(@"(src|href)\s*=|url\(|@import|https?://", html);
        Assert.DoesNotContain("example.test", html, StringComparison.Ordinal);
        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(html, "style")}'; script-src '{Hash(html, "script")}'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        foreach (Match label in Label().Matches(html))
        {
            Assert.Contains($"<input id=\"{label.Groups["for"].Value}\"", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cct_abcdefghij_0000000000000000000000000000000000000000000000000000")]
    [InlineData("nonsense")]
    public async Task Given_no_token_that_holds_when_the_test_is_asked_for_then_it_is_refused_whoever_the_account_is(string? token)
    {
        using var known = await PostAsync(token, $$"""{"address":"{{server.Demo.Bob.Address}}"}""");
        using var unknown = await PostAsync(token, """{"address":"nobody@nowhere.test"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, known.StatusCode);
        Assert.Equal("Bearer", known.Headers.WwwAuthenticate.ToString());
        Assert.Equal(await known.Content.ReadAsStringAsync(Token), await unknown.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Given_a_delivery_token_when_the_test_is_asked_for_then_it_is_refused()
    {
        var delivery = await server.Admin.NewTokenAsync("delivery", [], Token);

        using var answer = await PostAsync(delivery, $$"""{"address":"{{server.Demo.Bob.Address}}"}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Given_a_delegated_token_when_the_test_is_asked_for_then_it_sees_its_own_domain_only()
    {
        await server.Admin.NewDomainAsync("widgets.test", Token);
        var carol = await server.Admin.NewAccountAsync("widgets.test", Token);
        var delegated = await server.Admin.NewTokenAsync("delegated", ["widgets.test"], Token);

        using var own = await PostAsync(delegated, $$"""{"address":"{{carol.Address}}"}""");
        using var unknown = await PostAsync(delegated, """{"address":"nobody@widgets.test"}""");
        using var foreign = await PostAsync(delegated, $$"""{"address":"{{server.Demo.Bob.Address}}"}""");
        using var nowhere = await PostAsync(delegated, """{"address":"nobody@example.test"}""");

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(await foreign.Content.ReadAsStringAsync(Token), await nowhere.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"address":null}""")]
    [InlineData("""{"address":7}""")]
    [InlineData("""{"address":"no address"}""")]
    [InlineData("""{"address":"a@example.test","more":1}""")]
    [InlineData("address=a@example.test")]
    public async Task Given_a_body_that_names_no_address_when_it_is_sent_then_400_says_what_is_wanted(string body)
    {
        using var answer = await PostAsync(server.Demo.AdminToken, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(LargestBody - 1, HttpStatusCode.OK)]
    [InlineData(LargestBody, HttpStatusCode.OK)]
    [InlineData(LargestBody + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Given_a_body_around_the_limit_when_it_is_sent_then_it_is_refused_above(int length, HttpStatusCode status)
    {
        using var answer = await PostAsync(server.Demo.AdminToken, $$"""{"address":"{{server.Demo.Bob.Address}}"}""".PadRight(length));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Given_another_method_when_it_comes_then_405_names_the_good_ones()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "autodiscover/test");

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Given_an_account_when_an_admin_tests_it_then_the_answers_are_those_that_a_client_gets()
    {
        var bob = server.Demo.Bob;

        using var report = await ReportAsync(bob.Address.ToUpperInvariant());

        Assert.Equal(bob.Address, Text(report, "asked"));
        Assert.Equal($"{server.Server.Url}Microsoft-Server-ActiveSync", Text(report, "activeSyncUrl"));
        Assert.Equal("account password", Text(report, "login"));
        var answers = report.RootElement.GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal([200, 200, 200], answers.Select(answer => answer.GetProperty("status").GetInt32()));
        Assert.Equal(await AskAsync(bob, "mobilesync/responseschema/2006"), answers[0].GetProperty("body").GetString());
        Assert.Equal(await AskAsync(bob, "outlook/responseschema/2006a"), answers[1].GetProperty("body").GetString());
        Assert.Equal(
            await http.GetStringAsync($"autodiscover/autodiscover.json/v1.0/{bob.Address}?Protocol=ActiveSync", Token),
            answers[2].GetProperty("body").GetString());
    }

    [Fact]
    public async Task Given_a_mobile_password_when_an_admin_tests_the_account_then_it_is_the_one_that_opens()
    {
        using var report = await ReportAsync(server.Demo.Alice.Address);

        Assert.Equal("mobile password", Text(report, "login"));
    }

    [Theory]
    [InlineData("zimbraFeatureMobileSyncEnabled", "FALSE", "zimbraFeatureMobileSyncEnabled", 403)]
    [InlineData("zimbraAccountStatus", "locked", "zimbraAccountStatus", 401)]
    [InlineData("zimbraAccountStatus", "maintenance", "zimbraAccountStatus", 503)]
    [InlineData("carbonioMobilePasswordRequired", "TRUE", "carbonio auth credential add", 401)]
    public async Task Given_something_that_stands_in_the_way_when_an_admin_tests_the_account_then_it_is_named_first(
        string attribute, string value, string named, int status)
    {
        var account = await server.NewAccountAsync(Token);
        await server.Admin.SetAttributeAsync(account, attribute, value, Token);

        using var report = await ReportAsync(account.Address);

        Assert.False(report.RootElement.GetProperty("works").GetBoolean());
        var first = report.RootElement.GetProperty("findings")[0];
        Assert.Equal("problem", first.GetProperty("level").GetString());
        Assert.Contains(named, first.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, report.RootElement.GetProperty("answers")[0].GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Given_an_unencrypted_way_when_the_page_is_opened_then_nobody_is_asked_for_a_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "autodiscover/test");
        request.Headers.Add("X-Forwarded-Proto", "http");

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [GeneratedRegex("<label for=\"(?<for>[a-z]+)\">")]
    private static partial Regex Label();

    private static string? Text(JsonDocument report, string name) => report.RootElement.GetProperty(name).GetString();

    private static string Hash(string html, string element)
    {
        var start = html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var content = html[start..html.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    private async Task<JsonDocument> ReportAsync(string address)
    {
        using var answer = await PostAsync(server.Demo.AdminToken, $$"""{"address":"{{address}}"}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task<HttpResponseMessage> PostAsync(string? token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "autodiscover/test") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, Token);
    }

    private async Task<string> AskAsync(DemoAccount account, string schema)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "autodiscover/autodiscover.xml")
        {
            Content = new StringContent(
                $"<Autodiscover><Request><EMailAddress>{account.Address}</EMailAddress><AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/{schema}</AcceptableResponseSchema></Request></Autodiscover>",
                Encoding.UTF8,
                "text/xml"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Address}:{account.EasPassword}")));
        using var answer = await http.SendAsync(request, Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
