using Carbonio.Cloud.Devices.AccountLoggers;

namespace Carbonio.Cloud.Cli.Tests;

/// <summary>The commands on account loggers against the real admin API, and who may use it.</summary>
public sealed class AccountLoggerApiTests : IAsyncLifetime
{
    private readonly AdminServer server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Given_a_logger_when_it_is_added_listed_and_removed_then_each_says_what_is()
    {
        Assert.Equal(
            "logger 1 added: Logging account alice@mine.test using level debug, log file alice.log, window size 1\n",
            (await RunAsync("mobile", "doAddAccountLogger", "alice@mine.test", "DEBUG", "/tmp/alice.log", "window_size", "1")).Output);

        var listed = (await RunAsync("mobile", "getAccountLoggers")).Output;
        Assert.StartsWith("loggers\n\n  id              1\n  level           DEBUG\n  name            AccountLogger\n", listed, StringComparison.Ordinal);
        Assert.EndsWith("\n  remove command  carbonio mobile doRemoveLogger 1\n", listed, StringComparison.Ordinal);

        Assert.Equal("logger 1 removed\n", (await RunAsync("mobile", "doRemoveLogger", "1")).Output);
        Assert.Equal("no loggers\n", (await RunAsync("mobile", "getAccountLoggers")).Output);
        Assert.Contains("ended", (await RunAsync("mobile", "getAccountLoggers", "all", "true")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_what_a_logger_wrote_when_its_tail_is_asked_for_then_the_last_records_are_printed()
    {
        await RunAsync("mobile", "doAddAccountLogger", "alice@mine.test", "info", "a.log");
        var logger = Assert.Single(await server.Services.AccountLoggers.ListAsync(Cancel));
        for (var i = 1; i <= 3; i++)
        {
            await server.LogWriter.WriteAsync(logger, new(new DateTimeOffset(2026, 3, 1, 12, 0, i, TimeSpan.Zero), AccountLoggerLevel.Info, $"record {i}\nits body"), Cancel);
        }

        Assert.Equal(
            "2026-03-01 12:00:02.000Z INFO record 2\n  its body\n2026-03-01 12:00:03.000Z INFO record 3\n  its body\n",
            (await RunAsync("mobile", "tailLogger", "1", "lines", "2")).Output);
        Assert.Equal(3, (await RunAsync("mobile", "tailLogger", "1", "--json")).Json["response"]!["records"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("doAddAccountLogger nobody@mine.test info a.log", "There is no account 'nobody@mine.test'.")]
    [InlineData("doAddAccountLogger alice@mine.test loud a.log", "log_level is trace, debug, info, warn, err or crit, not 'loud'.")]
    [InlineData("doAddAccountLogger alice@mine.test info /tmp/", "'/tmp/' names no log: 1 to 64 characters behind the last slash.")]
    [InlineData("doAddAccountLogger alice@mine.test info a.log window_size many", "window_size is a number from 1, not 'many'.")]
    [InlineData("doAddAccountLogger alice@mine.test info a.log window_size 0", "window_size is a number from 1.")]
    [InlineData("doRemoveLogger 7", "There is no logger 7: 'carbonio mobile getAccountLoggers' shows what there is.")]
    [InlineData("doRemoveLogger all", "There is no logger all: 'carbonio mobile getAccountLoggers' shows what there is.")]
    [InlineData("tailLogger 7", "There is no logger 7: 'carbonio mobile getAccountLoggers' shows what there is.")]
    [InlineData("tailLogger 7 lines 0", "lines is a number from 1 to 1000.")]
    [InlineData("tailLogger 7 lines 1001", "lines is a number from 1 to 1000.")]
    public async Task Given_what_makes_no_sense_when_run_then_one_line_says_so(string line, string message) =>
        Assert.Equal(message + "\n", (await RunAsync(1, ["mobile", .. line.Split(' ')])).Errors);

    [Fact]
    public async Task Given_loggers_of_several_domains_when_a_delegated_admin_looks_reads_and_removes_all_then_only_its_own_are_there()
    {
        await RunAsync("mobile", "doAddAccountLogger", "alice@mine.test", "info", "a.log");
        await RunAsync("mobile", "doAddAccountLogger", "bob@other.test", "info", "a.log");
        await RunAsync("mobile", "doAddAccountLogger", "eve@foreign.test", "info", "a.log");

        var (_, visible) = await server.SendAsync("GET", "v1/accountLoggers", server.DelegatedToken);
        Assert.Equal("alice@mine.test", Assert.Single(visible!["loggers"]!.AsArray())!["account"]!.ToString());
        foreach (var id in (int[])[2, 3])
        {
            Assert.Equal(404, (await server.SendAsync("GET", $"v1/accountLoggers/{id}/log", server.DelegatedToken)).Status);
            Assert.Equal(404, (await server.SendAsync("DELETE", $"v1/accountLoggers/{id}", server.DelegatedToken)).Status);
        }

        Assert.Single((await server.SendAsync("DELETE", "v1/accountLoggers", server.DelegatedToken)).Body!["loggers"]!.AsArray());
        Assert.Equal(2, (await RunAsync("mobile", "getAccountLoggers", "--json")).Json["response"]!["loggers"]!.AsArray().Count);
        Assert.Equal("2 loggers removed\n", (await RunAsync("mobile", "doRemoveLogger", "all_loggers")).Output);
        Assert.Equal("0 loggers removed\n", (await RunAsync("mobile", "doRemoveLogger", "all_loggers")).Output);
    }

    [Fact]
    public async Task Given_a_logger_when_it_is_added_and_removed_then_the_audit_log_of_its_domain_tells_so()
    {
        await RunAsync("mobile", "doAddAccountLogger", "alice@mine.test", "info", "a.log");
        await RunAsync("mobile", "doRemoveLogger", "1");

        var (_, body) = await server.SendAsync("GET", "v1/audit?domain=mine.test&action=mobile", server.DelegatedToken);
        Assert.Equal(["mobile doRemoveLogger", "mobile doAddAccountLogger"], body!["entries"]!.AsArray().Select(entry => entry!["action"]!.ToString()));
    }

    private Task<CliRun> RunAsync(params string[] arguments) => RunAsync(0, arguments);

    private async Task<CliRun> RunAsync(int status, params string[] arguments)
    {
        var run = new CliRun { Handler = () => new HttpClientHandler() };
        run.Variables["CARBONIO_URL"] = server.Url;
        run.Variables["CARBONIO_TOKEN"] = server.GlobalToken;
        Assert.True(await run.RunAsync(arguments) == status, run.Output + run.Errors);
        return run;
    }
}
