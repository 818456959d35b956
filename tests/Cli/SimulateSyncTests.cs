using System.Net;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The simulated phone against a scripted server; against the real one it runs in the tests of the server.</summary>
public sealed class SimulateSyncTests
{
    private const string Login = """{"user":"alice@example.test","password":"ccs_x","expires":"2026-03-01T12:10:00+00:00"}""";

    [Theory]
    [InlineData("mobile doSimulateSync alice@example.test new days x", "days is a number")]
    [InlineData("mobile doSimulateSync alice@example.test new device_type nokia", "device_type is iphone or android")]
    public async Task Given_a_bad_parameter_when_run_then_one_line_says_so_and_nothing_is_sent(string line, string error)
    {
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync(line.Split(' ')));

        Assert.StartsWith(error, run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "the login was refused")]
    [InlineData(HttpStatusCode.Forbidden, "refused: the account may not sync")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "the server asks the phone to come back later")]
    [InlineData(HttpStatusCode.BadGateway, "HTTP 502, which no phone can go on from")]
    public async Task Given_a_server_that_refuses_when_simulated_then_it_says_why_and_removes_what_it_made(HttpStatusCode status, string verdict)
    {
        var run = new CliRun();
        run.Server.Answer = line => line.Contains("/simulation", StringComparison.Ordinal) ? ScriptedServer.Json(Login)
            : line.StartsWith("OPTIONS", StringComparison.Ordinal) ? new(status)
            : ScriptedServer.Json("{}");

        Assert.Equal(1, await run.RunAsync("mobile", "doSimulateSync", "alice@example.test", "new"));

        Assert.Contains(verdict, run.Errors, StringComparison.Ordinal);
        Assert.StartsWith("DELETE /api/admin/v1/accounts/alice%40example.test/devices/SIM", run.Server.Requests.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain("ccs_x", run.Errors + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_server_without_a_version_of_the_phones_when_simulated_then_it_says_which_there_are()
    {
        var run = new CliRun();
        run.Server.Answer = line => line.Contains("/simulation", StringComparison.Ordinal) ? ScriptedServer.Json(Login)
            : line.StartsWith("OPTIONS", StringComparison.Ordinal) ? new(HttpStatusCode.OK) { Headers = { { "MS-ASProtocolVersions", "2.5,12.0" } } }
            : ScriptedServer.Json("{}");

        Assert.Equal(1, await run.RunAsync("mobile", "doSimulateSync", "alice@example.test", "new"));

        Assert.Contains("no version that the phone speaks: 2.5, 12.0", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_device_that_does_not_exist_when_its_like_is_to_be_played_then_it_is_not_found()
    {
        var run = new CliRun();
        run.Server.Answer = _ => ScriptedServer.Problem(HttpStatusCode.NotFound, "no_such_device", "alice@example.test has no device 'x'.");

        Assert.Equal(1, await run.RunAsync("mobile", "doSimulateSync", "alice@example.test", "x"));

        Assert.Equal("alice@example.test has no device 'x'.\n", run.Errors);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(7, 3)]
    [InlineData(8, 4)]
    [InlineData(14, 4)]
    [InlineData(15, 5)]
    [InlineData(31, 5)]
    [InlineData(32, 0)]
    public void Given_days_when_they_become_a_filter_then_it_reaches_at_least_as_far(int days, int filter) => Assert.Equal(filter, Simulation.SimulationWalk.FilterOf(days));
}
