using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class AuditApiTests(AdminServer server) : IClassFixture<AdminServer>
{
    [Fact]
    public async Task Given_changes_by_tokens_when_listed_then_each_is_told_with_its_token_and_label()
    {
        Assert.Equal(200, (await server.SendAsync("PATCH", "v1/accounts/alice@mine.test", server.DelegatedToken, """{"attributes":{"displayName":"Alice"}}""")).Status);
        var (_, page) = await server.SendAsync("GET", "v1/audit?account=alice@mine.test&action=prov%20modifyAccount", server.GlobalToken);
        var entry = Assert.Single(page!["entries"]!.AsArray())!;
        Assert.Equal(("desk", "delegated", "account", "alice@mine.test", "mine.test"), (Text("label"), Text("role"), Text("kind"), Text("target"), Text("domain")));
        Assert.Equal(server.DelegatedToken.Split('_')[1], Text("actor"));
        Assert.Equal("""{"displayName":"Alice"}""", entry["after"]!.ToJsonString());
        Assert.Null(entry["before"]);

        string Text(string name) => entry[name]!.ToString();
    }

    [Fact]
    public async Task Given_a_deleted_account_when_its_log_is_asked_for_by_address_or_id_then_it_is_there()
    {
        var (_, made) = await server.SendAsync("POST", "v1/accounts", server.GlobalToken, """{"address":"gone@mine.test","password":"x"}""");
        await server.SendAsync("POST", "v1/accounts/gone@mine.test/credentials", server.GlobalToken, "{}");
        await server.SendAsync("DELETE", "v1/accounts/gone@mine.test", server.GlobalToken);
        var (_, byId) = await server.SendAsync("GET", $"v1/audit?account={made!["id"]}", server.DelegatedToken);
        Assert.Equal(["prov deleteAccount", "auth credential add", "prov createAccount"], byId!["entries"]!.AsArray().Select(entry => entry!["action"]!.ToString()));
        var (_, byAddress) = await server.SendAsync("GET", "v1/audit?account=gone@mine.test&action=prov", server.DelegatedToken);
        Assert.Equal(2, byAddress!["entries"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=x")]
    [InlineData("limit=0")]
    [InlineData("account=nobody")]
    [InlineData("domain=not%20a%20domain")]
    public async Task Given_a_bad_query_when_listed_then_it_is_refused(string query) =>
        Assert.Equal(400, (await server.SendAsync("GET", "v1/audit?" + query, server.GlobalToken)).Status);

    [Fact]
    public async Task Given_the_command_line_when_it_lists_then_pages_are_joined_up_to_the_limit()
    {
        var run = new CliRun { Handler = () => new SocketsHttpHandler() };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        Assert.Equal(0, await run.RunAsync("--json", "audit", "list", "limit", "3", "action", "prov", "from", "2020-01-01"));
        var entries = run.Json["response"]!["entries"]!.AsArray();
        Assert.Equal(3, entries.Count);
        Assert.Equal(entries.Select(Time).OrderDescending(), entries.Select(Time));
        Assert.Equal(0, await run.RunAsync("audit", "list", "--domain", "foreign.test"));
        Assert.Contains("prov createAccount", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mine.test", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, await run.RunAsync("audit", "list", "to", "2020-01-01"));
        Assert.Equal("no entries\n", run.Output);

        static long Time(JsonNode? entry) => entry!["time"]!.GetValue<long>();
    }

    [Theory]
    [InlineData("from", "tomorrowish")]
    [InlineData("to", "99999999d")]
    [InlineData("limit", "-1")]
    public async Task Given_a_bad_value_on_the_command_line_when_run_then_one_line_says_so_and_the_server_is_not_asked(string name, string value)
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("audit", "list", name, value));
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Empty(run.Server.Requests);
    }
}
