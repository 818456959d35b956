using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class InteractiveShellTests
{
    [Fact]
    public async Task Given_a_terminal_when_run_without_a_command_then_lines_are_run_until_exit()
    {
        using var folder = new TemporaryFolder();
        var run = new CliRun
        {
            SettingsPath = Path.Combine(folder.Path, "cli.json"),
            Terminal = new TypedTerminal("token list<Enter>nonsense<Enter>token 'list<Enter><Enter>exit<Enter>"),
        };
        run.Server.Answer = _ => ScriptedServer.Json("""{"tokens":[]}""");
        Assert.Equal(2, await run.RunAsync());
        Assert.Single(run.Server.Requests);
        Assert.Contains("there is no command 'nonsense'", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("a quote is not closed\n", run.Errors, StringComparison.Ordinal);

        run.Terminal = new TypedTerminal("<UpArrow><UpArrow><Enter>^d");
        Assert.Equal(0, await run.RunAsync());
        Assert.Equal(2, run.Server.Requests.Count);
    }

    [Fact]
    public async Task Given_a_password_in_a_line_when_typed_then_the_history_does_not_keep_it()
    {
        using var folder = new TemporaryFolder();
        var run = new CliRun
        {
            SettingsPath = Path.Combine(folder.Path, "cli.json"),
            Terminal = new TypedTerminal(
                "prov ca alice@example.test s3cret<Enter>auth credential add alice@example.test password s3cret<Enter>token list --token cct_s3cret<Enter> token list<Enter>help token<Enter>^d"),
        };
        run.Server.Answer = _ => ScriptedServer.Json("""{"tokens":[]}""");
        await run.RunAsync();
        Assert.Equal("help token\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "history"), TestContext.Current.CancellationToken));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(folder.Path, "history")) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
