using System.Text.Json.Nodes;
using Carbonio.Cloud.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class AdminApiTests(AdminServer server) : IClassFixture<AdminServer>
{
    [Fact]
    public async Task Given_the_OpenAPI_document_when_compared_with_the_mapped_routes_then_they_are_the_same()
    {
        var (status, document) = await server.SendAsync("GET", "openapi.json", null);
        Assert.Equal(200, status);
        var described = document!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var mapped = server.Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText != "/api/admin/openapi.json")
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.Equal("3.1.0", document["openapi"]!.ToString());
        var newAccount = document["paths"]!["/api/admin/v1/accounts"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal("address", Assert.Single(newAccount["required"]!.AsArray())!.ToString());
    }

    [Fact]
    public async Task Given_every_route_when_no_or_a_wrong_token_comes_then_it_is_401_and_no_more()
    {
        foreach (var (method, path) in await RoutesAsync())
        {
            Assert.Equal(401, (await server.SendAsync(method, path, null, "{}")).Status);
            Assert.Equal(401, (await server.SendAsync(method, path, server.GlobalToken[..^1] + "!", "{}")).Status);
        }
    }

    [Fact]
    public async Task Given_every_route_but_whoami_when_a_delivery_token_comes_then_it_is_forbidden()
    {
        foreach (var (method, path) in await RoutesAsync())
        {
            var (status, _) = await server.SendAsync(method, path, server.DeliveryToken, "{}");
            Assert.Equal(path == "v1/whoami" ? 200 : 403, status);
        }
    }

    [Fact]
    public async Task Given_an_alias_in_its_domain_when_a_delegated_token_follows_it_to_an_account_elsewhere_then_there_is_none()
    {
        Assert.Equal(404, (await server.SendAsync("GET", "v1/accounts/bob@mine.test", server.DelegatedToken)).Status);
        var (_, bob) = await server.SendAsync("GET", "v1/accounts/bob@mine.test", server.GlobalToken);
        Assert.Equal("bob@other.test", bob!["address"]!.ToString());
        Assert.Equal(404, (await server.SendAsync("GET", $"v1/accounts/{bob["id"]}", server.DelegatedToken)).Status);
        Assert.Equal(200, (await server.SendAsync("GET", $"v1/accounts/{bob["id"]}", server.GlobalToken)).Status);
    }

    [Fact]
    public async Task Given_a_delegated_token_when_it_stays_in_its_domain_then_it_may()
    {
        var (_, domains) = await server.SendAsync("GET", "v1/domains", server.DelegatedToken);
        Assert.Equal("mine.test", Assert.Single(domains!["domains"]!.AsArray())!.ToString());
        Assert.Equal(201, (await server.SendAsync("POST", "v1/accounts", server.DelegatedToken, """{"address":"carol@mine.test","password":"x"}""")).Status);
        Assert.Equal(201, (await server.SendAsync("POST", "v1/accounts/carol@mine.test/credentials", server.DelegatedToken, "{}")).Status);
        Assert.Equal(204, (await server.SendAsync("DELETE", "v1/accounts/carol@mine.test", server.DelegatedToken)).Status);
        Assert.Equal(404, (await server.SendAsync("GET", "v1/accounts/carol@mine.test", server.DelegatedToken)).Status);
    }

    [Theory]
    [InlineData("POST", "v1/domains", "{", 400, "invalid")]
    [InlineData("POST", "v1/domains", "null", 400, "invalid")]
    [InlineData("POST", "v1/domains", "{}", 400, "invalid")]
    [InlineData("POST", "v1/domains", """{"name":null}""", 400, "invalid")]
    [InlineData("POST", "v1/domains", """{"name":"x.test","nme":"y"}""", 400, "invalid")]
    [InlineData("POST", "v1/domains", """{"name":"not a domain"}""", 400, "invalid")]
    [InlineData("POST", "v1/domains", """{"name":"mine.test","tenant":"acme"}""", 409, "domain_exists")]
    [InlineData("POST", "v1/domains", """{"name":"mine.test","tenant":"another"}""", 409, "domain_taken")]
    [InlineData("DELETE", "v1/domains/mine.test", null, 409, "domain_in_use")]
    [InlineData("GET", "v1/domains/nowhere.test", null, 404, "no_such_domain")]
    [InlineData("GET", "v1/domains?limit=0", null, 400, "invalid")]
    [InlineData("GET", "v1/accounts", null, 400, "invalid")]
    [InlineData("GET", "v1/accounts?domain=nowhere.test", null, 404, "no_such_domain")]
    [InlineData("POST", "v1/accounts", """{"address":"alice@mine.test","password":"x"}""", 409, "account_exists")]
    [InlineData("POST", "v1/accounts", """{"address":"bob@mine.test","password":"x"}""", 409, "account_taken")]
    [InlineData("PATCH", "v1/accounts/alice@mine.test", """{"attributes":{"zimbraMailQuota":"much"}}""", 400, "invalid")]
    [InlineData("PATCH", "v1/accounts/nobody@mine.test", """{"attributes":{}}""", 404, "no_such_account")]
    [InlineData("GET", "v1/accounts/not-an-account", null, 404, "no_such_account")]
    [InlineData("DELETE", "v1/accounts/alice@mine.test/aliases/none@mine.test", null, 404, "no_such_alias")]
    [InlineData("POST", "v1/accounts/alice@mine.test/credentials", """{"services":["telepathy"]}""", 400, "invalid")]
    [InlineData("DELETE", "v1/accounts/alice@mine.test/credentials/aaaaa", null, 404, "no_such_credential")]
    [InlineData("DELETE", "v1/accounts/alice@mine.test/credentials/a%2Fb%23", null, 404, "no_such_credential")]
    [InlineData("GET", "v1/cos/none", null, 404, "no_such_cos")]
    [InlineData("DELETE", "v1/cos/default", null, 409, "cos_in_use")]
    [InlineData("POST", "v1/tokens", """{"role":"0"}""", 400, "invalid")]
    [InlineData("DELETE", "v1/tokens/none", null, 404, "no_such_token")]
    [InlineData("POST", "v1/mailboxes/alice@mine.test/messages", "Subject: x", 400, "invalid")]
    [InlineData("POST", "v1/mailboxes/alice@mine.test/messages?folder=Nowhere", "Subject: x", 404, "no_such_folder")]
    [InlineData("POST", "v1/mailboxes/alice@mine.test/messages?folder=Inbox", "", 400, "malformed")]
    public async Task Given_bad_input_when_sent_then_a_problem_says_what_is_wrong(string method, string path, string? body, int status, string code)
    {
        var (got, problem) = await server.SendAsync(method, path, server.GlobalToken, body);
        Assert.Equal((status, code), (got, problem!["code"]!.ToString()));
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.NotEmpty(problem["detail"]!.ToString());
        Assert.Equal("urn:carbonio:problem:" + code, problem["type"]!.ToString());
    }

    [Fact]
    public async Task Given_bodies_at_and_above_their_limit_when_sent_then_only_the_larger_is_refused()
    {
        const string Path = "v1/mailboxes/alice@mine.test/messages?folder=Inbox";
        Assert.Equal(201, (await server.SendAsync("POST", Path, server.GlobalToken, new string('x', 1000), "message/rfc822")).Status);
        Assert.Equal(413, (await server.SendAsync("POST", Path, server.GlobalToken, new string('x', 1001), "message/rfc822")).Status);
        Assert.Equal(413, (await server.SendAsync("POST", "v1/domains", server.GlobalToken, new string(' ', 300_000))).Status);
    }

    [Fact]
    public async Task Given_the_command_line_when_it_walks_through_a_day_then_the_server_does_what_it_says()
    {
        using var folder = new TemporaryFolder();
        var run = new CliRun { Handler = () => new SocketsHttpHandler() };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        async Task<JsonNode> Ok(params string[] arguments)
        {
            var status = await run.RunAsync(["--json", .. arguments]);
            Assert.True(status == 0, run.Output + run.Errors);
            return run.Json["response"]!;
        }

        await Ok("prov", "cd", "day.test", "tenant", "Day");
        await Ok("prov", "cc", "small", "zimbraMailQuota", "1000");
        var made = await Ok("prov", "ca", "dan@day.test", "secret", "zimbraCOSId", "small", "displayName", "Dan Day");
        var shown = await Ok("prov", "ga", made["id"]!.ToString());
        Assert.Equal("1000", shown["effective"]!["zimbraMailQuota"]!.ToString());
        Assert.Equal("Dan Day", shown["effective"]!["displayName"]!.ToString());
        await Ok("prov", "aaa", "dan@day.test", "daniel@day.test");
        Assert.Equal("daniel@day.test", Assert.Single((await Ok("prov", "ga", "daniel@day.test"))["aliases"]!.AsArray())!.ToString());
        await Ok("prov", "raa", "dan@day.test", "daniel@day.test");

        var credential = await Ok("auth", "credential", "add", "dan@day.test", "label", "phone");
        var id = credential["list"]![0]!["id"]!.ToString();
        Assert.Equal(34, credential["text_data"]!["password"]!.ToString().Length);
        Assert.False((await Ok("auth", "credential", "update", "dan@day.test", id, "enabled", "false"))["list"]![0]!["enabled"]!.GetValue<bool>());
        await Ok("auth", "credential", "delete", "dan@day.test", id);
        Assert.Empty((await Ok("auth", "credential", "list", "dan@day.test"))["list"]!.AsArray());

        for (var i = 0; i < 50; i++)
        {
            await File.WriteAllTextAsync(folder.File($"{i}.eml"), $"Subject: {i}\n\n", TestContext.Current.CancellationToken);
        }

        Assert.Equal(50, (await Ok("mailbox", "addMessage", "dan@day.test", "Inbox", folder.Path))["added"]!.GetValue<int>());
        Assert.Equal(50, server.Import.Messages.Count(message => message.Address == "dan@day.test"));

        var token = await Ok("token", "add", "delegated", "domains", "day.test", "expires", "2999-01-01");
        Assert.Contains((await Ok("token", "list"))["tokens"]!.AsArray(), listed => listed!["id"]!.ToString() == token["id"]!.ToString());
        run.Variables["CARBONIO_TOKEN"] = token["token"]!.ToString();
        await Ok("prov", "ma", "dan@day.test", "zimbraAccountStatus", "closed");
        Assert.Equal(1, await run.RunAsync("prov", "da", "eve@foreign.test"));
        Assert.Equal("Your token does not administer the domain foreign.test.\n", run.Errors);
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        await Ok("token", "revoke", token["id"]!.ToString());
        Assert.Equal(1, await run.RunAsync("prov", "dd", "day.test"));
        await Ok("prov", "da", "dan@day.test");
        await Ok("prov", "dd", "day.test");
        await Ok("prov", "dc", "small");
    }

    private async Task<List<(string Method, string Path)>> RoutesAsync()
    {
        var (_, document) = await server.SendAsync("GET", "openapi.json", null);
        var routes = document!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (
            operation.Key.ToUpperInvariant(),
            path.Key["/api/admin/".Length..].Replace("{account}", "alice@mine.test", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)))).ToList();
        Assert.True(routes.Count > 20);
        return routes;
    }
}
