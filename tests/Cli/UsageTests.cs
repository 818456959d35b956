using System.Net;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("prov createAccount alice@example.test", "command prov createAccount requires more parameters")]
    [InlineData("prov getAccount alice@example.test extra", "unexpected parameter 'extra'")]
    [InlineData("prov getAccount alice@example.test verbose true", "unknown parameter 'verbose'")]
    [InlineData("prov modifyAccount alice@example.test displayName", "parameter 'displayName' needs a value")]
    [InlineData("prov modifyAccount alice@example.test displayName a DISPLAYNAME b", "attribute 'DISPLAYNAME' stands twice")]
    [InlineData("auth credential update alice@example.test aKcLK enabled maybe", "parameter 'enabled' is true or false, not 'maybe'")]
    [InlineData("auth credential add alice@example.test --label", "--label needs a value")]
    [InlineData("auth credential add alice@example.test label a --label b", "parameter 'label' stands twice")]
    public async Task Given_wrong_usage_when_run_then_it_says_what_and_shows_syntax_parameters_and_example(string line, string what)
    {
        var run = new CliRun();
        Assert.Equal(2, await run.RunAsync(line.Split(' ')));
        Assert.StartsWith(what + "\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\nSyntax:\n  carbonio ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("NAME", run.Errors, StringComparison.Ordinal);
        Assert.Contains("EXPECTED VALUES", run.Errors, StringComparison.Ordinal);
        Assert.Contains(" (M)", run.Errors, StringComparison.Ordinal);
        Assert.Contains("\nExample:\n  carbonio ", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Empty(run.Server.Requests);

        Assert.Equal(2, await run.RunAsync(["--json", .. line.Split(' ')]));
        Assert.Equal("usage", run.Json["error"]!["code"]!.ToString());
        Assert.Equal("", run.Errors);
    }

    [Theory]
    [InlineData("nonsense", "there is no command 'nonsense'")]
    [InlineData("prov", "'prov' needs one of its commands")]
    [InlineData("auth credential", "'auth credential' needs one of its commands")]
    public async Task Given_no_command_of_that_name_when_run_then_those_that_exist_are_listed(string line, string what)
    {
        var run = new CliRun();
        Assert.Equal(2, await run.RunAsync(line.Split(' ')));
        Assert.StartsWith(what + "\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("carbonio ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help prov ca", "carbonio prov createAccount {address} {password} [attribute VALUE ...]")]
    [InlineData("auth credential add --help", "[label VALUE]")]
    [InlineData("help auth", "carbonio auth credential list {account}")]
    [InlineData("--help", "carbonio mailbox addMessage {account} {folder} {file}...")]
    public async Task Given_a_call_for_help_when_run_then_it_is_printed_and_nothing_is_done(string line, string expected)
    {
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync(line.Split(' ')));
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Errors);
        Assert.Empty(run.Server.Requests);
    }

    [Fact]
    public async Task Given_nothing_when_run_then_it_is_wrong_usage()
    {
        var run = new CliRun();
        Assert.Equal(2, await run.RunAsync());
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Given_a_refusal_when_run_then_one_line_says_why_and_json_has_the_code()
    {
        var run = new CliRun();
        run.Server.Answer = _ => ScriptedServer.Problem(HttpStatusCode.Conflict, "domain_exists", "Domain example.test exists already.");
        Assert.Equal(1, await run.RunAsync("prov", "cd", "example.test"));
        Assert.Equal(("", "Domain example.test exists already.\n"), (run.Output, run.Errors));
        Assert.Equal(1, await run.RunAsync("prov", "cd", "example.test", "--json"));
        Assert.Equal("""{"ok":false,"error":{"code":"domain_exists","message":"Domain example.test exists already."}}""", run.Output.Trim());
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Given_a_busy_server_when_run_then_the_request_is_repeated_until_it_is_not()
    {
        var run = new CliRun();
        var answers = 0;
        run.Server.Answer = _ => ++answers < 3
            ? ScriptedServer.Problem(HttpStatusCode.ServiceUnavailable, "busy", "later")
            : ScriptedServer.Json("""{"name":"example.test","tenant":"t","tenantId":"1","attributes":{}}""");
        Assert.Equal(0, await run.RunAsync("prov", "cd", "example.test"));
        Assert.Equal(3, answers);
    }

    [Fact]
    public async Task Given_a_gateway_that_lost_the_answer_when_a_post_has_no_key_then_it_is_not_repeated()
    {
        var run = new CliRun();
        run.Server.Answer = _ => new(HttpStatusCode.GatewayTimeout);
        Assert.Equal(1, await run.RunAsync("token", "add", "global"));
        Assert.Single(run.Server.Requests);
        Assert.Equal(1, await run.RunAsync("token", "list"));
        Assert.Equal(5, run.Server.Requests.Count);
    }

    [Theory]
    [InlineData("ftp://server.test", "bad_url")]
    [InlineData("server.test", "bad_url")]
    public async Task Given_no_address_of_a_server_when_run_then_it_says_so(string url, string code)
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("token", "list", "--url", url, "--json"));
        Assert.Equal(code, run.Json["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Given_no_server_and_no_login_when_run_then_it_says_how_to_log_in()
    {
        var run = new CliRun();
        run.Variables.Clear();
        Assert.Equal(1, await run.RunAsync("token", "list"));
        Assert.Contains("carbonio login", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Given_a_login_when_later_commands_run_then_they_use_it_unless_told_otherwise_and_the_file_is_private()
    {
        using var folder = new TemporaryFolder();
        var run = new CliRun { SettingsPath = System.IO.Path.Combine(folder.Path, "carbonio", "cli.json"), Input = "cct_a_b\n" };
        run.Variables.Clear();
        run.Server.Answer = line => ScriptedServer.Json(line.Contains("whoami", StringComparison.Ordinal) ? """{"id":"a","role":"global","domains":[],"label":"me"}""" : """{"tokens":[]}""");
        Assert.Equal(0, await run.RunAsync("login", "https://first.test"));
        Assert.Equal("Logged in to https://first.test as global admin 'me'.\n", run.Output);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(run.SettingsPath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Assert.Equal(0, await run.RunAsync("token", "list"));
        Assert.Equal("Bearer cct_a_b", run.Server.Authorization);
        run.Variables["CARBONIO_TOKEN"] = "cct_env_x";
        await run.RunAsync("token", "list");
        Assert.Equal("Bearer cct_env_x", run.Server.Authorization);
        await run.RunAsync("token", "list", "--token=cct_opt_x");
        Assert.Equal("Bearer cct_opt_x", run.Server.Authorization);
    }

    [Fact]
    public async Task Given_a_wrong_token_when_logging_in_then_nothing_is_kept()
    {
        using var folder = new TemporaryFolder();
        var run = new CliRun { SettingsPath = System.IO.Path.Combine(folder.Path, "cli.json") };
        run.Server.Answer = _ => ScriptedServer.Problem(HttpStatusCode.Unauthorized, "unauthorized", "Send a valid token.");
        Assert.Equal(1, await run.RunAsync("login", "https://first.test"));
        Assert.False(File.Exists(run.SettingsPath));
    }
}
