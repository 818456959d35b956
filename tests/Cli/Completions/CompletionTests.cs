using System.Diagnostics;
using Carbonio.Cloud.Cli.Completions;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests.Completions;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("pro", "prov")]
    [InlineData("PRO", "prov")]
    [InlineData("mobile badItems ", "list retry")]
    [InlineData("auth credential u", "update")]
    [InlineData("help auth credential u", "update")]
    [InlineData("auth credential add alice@example.test ", "label password profile_file qrcode qrcode_file service")]
    [InlineData("auth credential add alice@example.test label x ", "password profile_file qrcode qrcode_file service")]
    [InlineData("auth credential add alice@example.test service I", "IMAP")]
    [InlineData("auth credential add alice@example.test --service P", "POP3")]
    [InlineData("auth credential add alice@example.test --l", "--label")]
    [InlineData("auth credential update alice@example.test aKcLK enabled ", "false true")]
    [InlineData("--json auth credential u", "update")]
    [InlineData("completion z", "zsh")]
    [InlineData("nonsense ", "")]
    [InlineData("comple", "completion")]
    public void Given_a_line_when_completed_then_what_may_follow_is_found(string line, string words) =>
        Assert.Equal(words, string.Join(' ', CompletionWords.Complete(line).Candidates));

    [Theory]
    [InlineData("pro", "v ")]
    [InlineData("auth credential up", "date ")]
    [InlineData("prov g", "et")]
    [InlineData("prov get", "")]
    [InlineData("prov dele", "te")]
    [InlineData("prov", " ")]
    public void Given_a_line_when_Tab_is_typed_then_what_all_candidates_share_is_added(string line, string insert) =>
        Assert.Equal(insert, CompletionWords.Complete(line).Insert);

    [Fact]
    public async Task Given_a_shell_without_a_script_when_asked_then_it_says_which_there_are()
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("completion", "fish"));
        Assert.Equal("There is no script for 'fish': choose bash, zsh or powershell.\n", run.Errors);
    }

    [Fact]
    public async Task Given_bash_with_the_script_when_Tab_is_typed_then_the_tool_is_asked_with_the_whole_line()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "bash is not installed");
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("completion", "bash"));
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "try.sh");
        await File.WriteAllTextAsync(script, $$"""
            carbonio() { [ "$3" = "carbonio auth credential add alice@example.test service I" ] && echo IMAP; }
            {{run.Output}}
            COMP_LINE="carbonio auth credential add alice@example.test service I more"
            COMP_POINT=57
            _carbonio
            echo "${COMPREPLY[@]}"
            """, TestContext.Current.CancellationToken);
        using var bash = Process.Start(new ProcessStartInfo("/bin/bash", [script]) { RedirectStandardOutput = true })!;
        Assert.Equal("IMAP\n", await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
