using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.Pkcs;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Carbonio.Cloud.Functions.Tests;

/// <summary>Users and their own passwords, over real HTTP.</summary>
public sealed class SelfServiceTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_user_with_the_account_password_when_passwords_are_made_listed_and_deleted_then_it_is_done_and_audited()
    {
        var account = await server.NewAccountAsync(Token);
        var (status, made) = await SendAsync(account.Address, account.Password, HttpMethod.Post, Path(account), new { label = "my phone" });
        Assert.Equal(HttpStatusCode.Created, status);
        var mobile = made!["password"]!.ToString();
        Assert.Equal(34, mobile.Length);

        (status, var listed) = await SendAsync(account.Address, account.Password, HttpMethod.Get, Path(account));
        var id = Assert.Single(listed!["credentials"]!.AsArray())!["id"]!.ToString();
        Assert.DoesNotContain(mobile, listed.ToJsonString(), StringComparison.Ordinal);

        // The account password still opens this, though no longer a phone's sync; the mobile one never does.
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(account.Address, mobile, HttpMethod.Get, Path(account))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(account.Address, account.Password, HttpMethod.Delete, $"{Path(account)}/{id}")).Status);

        using var response = await server.Admin.GetAsync($"api/admin/v1/audit?account={account.Address}&action=auth", Token);
        var log = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["entries"]!.AsArray();
        Assert.Equal(["auth credential delete", "auth credential add"], log.Select(entry => entry!["action"]!.ToString()));
        Assert.All(log, entry => Assert.Equal(("account", account.Address), (entry!["role"]!.ToString(), entry["label"]!.ToString())));
    }

    [Fact]
    public async Task Given_a_user_when_it_reaches_for_what_is_not_its_own_then_it_is_forbidden()
    {
        var account = await server.NewAccountAsync(Token);
        var other = await server.NewAccountAsync(Token);
        (HttpMethod, string, object?)[] attempts =
        [
            (HttpMethod.Get, Path(other), null),
            (HttpMethod.Post, Path(other), new { label = "x" }),
            (HttpMethod.Delete, $"{Path(other)}/aaaaa", null),
            (HttpMethod.Post, Path(account), new { password = "chosen" }),
            (HttpMethod.Post, Path(account), new { services = new[] { "WebAdminUI" } }),
            (HttpMethod.Post, Path(account), new { services = new[] { "EAS", "IMAP" } }),
            (HttpMethod.Patch, $"{Path(account)}/aaaaa", new { enabled = true }),
            (HttpMethod.Get, $"api/admin/v1/accounts/{account.Address}", null),
            (HttpMethod.Put, $"api/admin/v1/accounts/{account.Address}/password", new { password = "x" }),
            (HttpMethod.Get, "api/admin/v1/domains", null),
            (HttpMethod.Get, "api/admin/v1/audit", null),
        ];
        foreach (var (method, path, body) in attempts)
        {
            var (status, problem) = await SendAsync(account.Address, account.Password, method, path, body);
            Assert.True(status == HttpStatusCode.Forbidden, $"{method} {path}: {status} {problem}");
        }
    }

    [Fact]
    public async Task Given_wrong_passwords_when_there_are_many_then_the_next_is_told_to_wait()
    {
        var account = await server.NewAccountAsync(Token);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(account.Address, "wrong", HttpMethod.Get, Path(account))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(account.Address, "wrong", HttpMethod.Get, Path(account))).Status);
    }

    [Fact]
    public async Task Given_a_profile_asked_for_when_made_then_its_signature_holds_and_it_sets_up_this_account_on_this_server()
    {
        var account = await server.NewAccountAsync(Token);
        await server.Admin.SetAttributeAsync(account, "displayName", "Ann & Bob <ab>", Token);
        var (_, made) = await SendAsync(account.Address, account.Password, HttpMethod.Post, Path(account), new { profile = true });
        var signed = new SignedCms();
        signed.Decode(made!["profile"]!.GetValue<byte[]>());
        signed.CheckSignature(verifySignatureOnly: true);

        var outer = XDocument.Parse(Encoding.UTF8.GetString(signed.ContentInfo.Content)).Root!.Element("dict")!;
        var payload = Value(outer, "PayloadContent").Element("dict")!;
        Assert.Equal("com.apple.eas.account", Value(payload, "PayloadType").Value);
        Assert.Equal((account.Address, account.Address), (Value(payload, "EmailAddress").Value, Value(payload, "UserName").Value));
        Assert.Equal(made["password"]!.ToString(), Value(payload, "Password").Value);
        Assert.Equal(server.Server.Url.Authority, Value(payload, "Host").Value);
        Assert.Equal("false", Value(payload, "SSL").Name.LocalName);
        Assert.Equal("Configuration", Value(outer, "PayloadType").Value);
        Assert.StartsWith("Ann & Bob <ab>", Value(outer, "PayloadDisplayName").Value, StringComparison.Ordinal);
        Assert.NotEqual(Value(outer, "PayloadUUID").Value, Value(payload, "PayloadUUID").Value);
    }

    [Theory]
    [InlineData("""{"profile":true,"services":["IMAP"]}""")]
    [InlineData("""{"profile":true,"password":"a\u0001b"}""")]
    public async Task Given_a_profile_that_cannot_be_when_asked_for_then_no_password_is_made(string body)
    {
        var account = await server.NewAccountAsync(Token);
        using var response = await server.Admin.PostAsync(Path(account), new StringContent(body, Encoding.UTF8, "application/json"), Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var (_, listed) = await SendAsync(account.Address, account.Password, HttpMethod.Get, Path(account));
        Assert.Empty(listed!["credentials"]!.AsArray());
    }

    private static XElement Value(XElement dictionary, string key) =>
        dictionary.Elements("key").Single(element => element.Value == key).ElementsAfterSelf().First();

    private static string Path(DemoAccount account) => $"api/admin/v1/accounts/{account.Address}/credentials";

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(string user, string password, HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = server.Server.Url };
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        using var response = await http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }
}
