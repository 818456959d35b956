using System.Net;
using System.Text.Json.Nodes;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class BatchTests
{
    private static readonly string Batch = """
        # three domains
        prov cd one.test
        carbonio prov cd two.test tenant "Two of them"

        prov cd three.test
        """;

    [Fact]
    public async Task Given_commands_in_the_input_when_one_fails_then_the_others_are_done_and_it_is_reported_with_its_line()
    {
        var run = new CliRun { Input = Batch };
        run.Server.Answer = _ => run.Server.Requests.Count == 2
            ? ScriptedServer.Problem(HttpStatusCode.Conflict, "domain_exists", "Domain two.test exists already.")
            : ScriptedServer.Json("""{"name":"x.test","tenant":"t","tenantId":"1","attributes":{}}""");
        Assert.Equal(1, await run.RunAsync());
        Assert.Equal(3, run.Server.Requests.Count);
        Assert.Equal("line 3: Domain two.test exists already.\n1 of 3 commands failed; the others are done.\n", run.Errors);
    }

    [Fact]
    public async Task Given_commands_in_the_input_when_all_succeed_then_so_does_the_whole()
    {
        var run = new CliRun { Input = Batch };
        run.Server.Answer = _ => ScriptedServer.Json("""{"name":"x.test","tenant":"t","tenantId":"1","attributes":{}}""");
        Assert.Equal(0, await run.RunAsync());
        Assert.Equal("", run.Errors);
        Assert.Equal(3, run.Server.Requests.Count);
    }

    [Fact]
    public async Task Given_json_when_commands_come_from_the_input_then_all_answers_stand_in_one_object()
    {
        var run = new CliRun { Input = "prov cd one.test\nnonsense\ntoken list 'x\n" };
        run.Server.Answer = _ => ScriptedServer.Json("""{"name":"one.test","tenant":"t","tenantId":"1","attributes":{}}""");
        Assert.Equal(1, await run.RunAsync("--json"));
        var commands = run.Json["response"]!["commands"]!.AsArray();
        Assert.False(run.Json["ok"]!.GetValue<bool>());
        Assert.Equal("partly_failed", run.Json["error"]!["code"]!.ToString());
        Assert.Equal([1, 2, 3], commands.Select(command => command!["line"]!.GetValue<int>()));
        Assert.Equal([true, false, false], commands.Select(command => command!["ok"]!.GetValue<bool>()));
        Assert.Equal("", run.Errors);
    }

    [Fact]
    public async Task Given_wrong_usage_in_a_line_when_run_then_one_line_says_so()
    {
        var run = new CliRun { Input = "prov getAccount\n" };
        Assert.Equal(1, await run.RunAsync());
        Assert.Equal("line 1: command prov getAccount requires more parameters\n", run.Errors);
    }

    [Fact]
    public async Task Given_a_secret_from_the_input_when_in_a_batch_then_it_is_not_the_next_line()
    {
        var run = new CliRun { Input = "prov ca alice@example.test -\nprov ga alice@example.test\n" };
        run.Server.Answer = _ => ScriptedServer.Problem(HttpStatusCode.NotFound, "no_such_account", "There is no account.");
        Assert.Equal(1, await run.RunAsync());
        Assert.StartsWith("line 1: Nothing came from the input", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Server.Requests);
    }

    [Fact]
    public async Task Given_a_dry_run_when_a_command_has_none_then_nothing_is_sent()
    {
        var run = new CliRun { Input = "prov cd one.test\n" };
        Assert.Equal(1, await run.RunAsync("--dry-run"));
        Assert.Equal("line 1: command prov createDomain has no dry run\n", run.Errors);
        Assert.Empty(run.Server.Requests);
        Assert.Equal(2, await run.RunAsync("prov", "cd", "one.test", "--dry-run"));
    }
}
