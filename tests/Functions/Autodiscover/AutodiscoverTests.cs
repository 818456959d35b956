using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Carbonio.Cloud.EasClient;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Autodiscover of the real server over real HTTP.</summary>
public sealed class AutodiscoverTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Server.Url };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Given_a_phone_that_knows_address_and_password_only_when_it_is_set_up_then_it_finds_the_server_and_syncs()
    {
        var alice = server.Demo.Alice;
        using var setup = new PhoneSetup(alice.Address, alice.MobilePassword!, host => host == "autodiscover.example.test" ? server.Server.Url : null);

        var url = await setup.FindAsync(Token);

        Assert.Equal(["example.test", "autodiscover.example.test"], setup.Asked);
        Assert.Equal(new Uri(server.Server.Url, "Microsoft-Server-ActiveSync"), url);
        var phone = await server.NewPhoneAsync(alice, Token, settings => settings with { Server = new Uri(url!, "/") });
        var inbox = phone.IdOf(EasFolderType.Inbox);
        await phone.SyncAllAsync(inbox, Token);
        Assert.Equal(60, phone.Held(inbox).Items.Count);
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task Given_a_phone_with_the_accounts_password_when_a_mobile_one_exists_then_it_finds_nothing()
    {
        using var setup = new PhoneSetup(server.Demo.Alice.Address, server.Demo.Alice.Password, _ => server.Server.Url);

        Assert.Null(await setup.FindAsync(Token));
    }

    [Theory]
    [InlineData("autodiscover/autodiscover.xml")]
    [InlineData("Autodiscover/Autodiscover.xml")]
    [InlineData("AutoDiscover/AutoDiscover.XML")]
    [InlineData("AUTODISCOVER/AUTODISCOVER.XML/")]
    public async Task Given_a_spelling_of_the_path_when_a_phone_asks_there_then_it_is_challenged_and_answered(string path)
    {
        using var stranger = await PostAsync(path, null);
        using var owner = await PostAsync(path, server.Demo.Bob);

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("Basic realm=\"Carbonio\"", stranger.Headers.WwwAuthenticate.ToString());
        Assert.Contains("<ErrorCode>600</ErrorCode>", await stranger.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, owner.StatusCode);
        Assert.Equal("text/xml; charset=utf-8", owner.Content.Headers.ContentType?.ToString());
        Assert.Contains($"<Url>{server.Server.Url}Microsoft-Server-ActiveSync</Url>", await owner.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autodiscover/autodiscover.json/v1.0/bob@example.test?Protocol=ActiveSync")]
    [InlineData("Autodiscover/Autodiscover.json/V1.0/nobody%40nowhere.test?Protocol=ActiveSync&RedirectCount=3")]
    [InlineData("autodiscover/autodiscover.json?Email=nobody%40example.test&Protocol=ActiveSync&RedirectCount=1")]
    [InlineData("AUTODISCOVER/AUTODISCOVER.JSON/v1.0?Email=bob@example.test&Protocol=ActiveSync")]
    public async Task Given_any_address_when_a_client_asks_in_JSON_then_it_is_told_the_same_without_a_password(string path)
    {
        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $$"""{"Protocol":"ActiveSync","Url":"{{server.Server.Url}}Microsoft-Server-ActiveSync"}""",
            await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Given_an_unknown_protocol_when_a_client_asks_for_it_then_400_names_the_known_ones()
    {
        using var answer = await http.GetAsync("autodiscover/autodiscover.json/v1.0/bob@example.test?Protocol=Ews", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("ActiveSync,AutodiscoverV1", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autodiscover/autodiscover.svc")]
    [InlineData("autodiscover/")]
    [InlineData("autodiscover/autodiscover.jsonx")]
    [InlineData("autodiscover/autodiscover.json/v2.0/bob@example.test")]
    public async Task Given_a_path_beside_it_when_a_client_asks_there_then_404(string path)
    {
        using var answer = await http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Given_a_phone_that_came_unencrypted_to_the_proxy_when_it_asks_then_it_is_not_asked_for_a_password()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "autodiscover/autodiscover.xml") { Content = Body(server.Demo.Bob.Address) };
        request.Headers.Add("X-Forwarded-Proto", "http");

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Given_a_body_without_a_length_when_it_is_too_long_then_it_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "autodiscover/autodiscover.xml")
        {
            Content = new StringContent(new string(' ', 100_000), Encoding.UTF8, "text/xml"),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = Basic(server.Demo.Bob);

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("<ErrorCode>600</ErrorCode>", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_strangers_when_they_ask_then_the_log_and_the_metrics_do_not_name_them()
    {
        var stranger = new DemoAccount("zebedee.stranger@nowhere.test", "any", null);
        using var posted = await PostAsync("autodiscover/autodiscover.xml", stranger);
        using var got = await http.GetAsync($"autodiscover/autodiscover.json?Email={stranger.Address}&Protocol=ActiveSync", Token);

        using var metrics = await server.Admin.GetAsync("metrics", Token);
        var text = await metrics.Content.ReadAsStringAsync(Token);

        Assert.Contains("carbonio_eas_request_duration_seconds_count{command=\"Autodiscover\",status=\"401\"}", text, StringComparison.Ordinal);
        Assert.Contains("carbonio_eas_request_duration_seconds_count{command=\"AutodiscoverV2\",status=\"200\"}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebedee", text + server.Server.Log, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, DemoAccount? account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Body(account?.Address ?? server.Demo.Bob.Address) };
        request.Headers.Authorization = account is null ? null : Basic(account);
        return await http.SendAsync(request, Token);
    }

    private static AuthenticationHeaderValue Basic(DemoAccount account) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Address}:{account.EasPassword}")));

    private static StringContent Body(string address) => new(
        $"""
        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/mobilesync/requestschema/2006"><Request>
        <EMailAddress>{address}</EMailAddress>
        <AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006</AcceptableResponseSchema>
        </Request></Autodiscover>
        """,
        Encoding.UTF8,
        "text/xml");
}
