using Carbonio.Cloud.Cli.Credentials;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class CredentialFileTests : IDisposable
{
    private const string Answer = """
        {"credential":{"id":"aKcLK","label":"","services":["EAS"],"enabled":true,"generated":true,"created":"2026-03-01T12:00:00+00:00"},
        "user":"alice@example.test","password":"abcd","server":"https://mail.example.test","profile":"cHJvZmlsZQ=="}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly CliRun run = new();

    public CredentialFileTests() => run.Server.Answer = _ => ScriptedServer.Json(Answer);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Given_qrcode_when_a_password_is_added_then_the_code_follows_it_in_signs_that_the_terminal_has()
    {
        Assert.Equal(0, await run.RunAsync("auth", "credential", "add", "alice@example.test", "qrcode", "true"));
        Assert.Contains('\u2580', run.Output);
        Assert.Contains("https://mail.example.test", run.Output, StringComparison.Ordinal);
        run.OutputIsUnicode = false;
        Assert.Equal(0, await run.RunAsync("auth", "credential", "add", "alice@example.test", "--qrcode"));
        Assert.Contains("##", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output, c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void Given_the_same_content_when_drawn_in_both_ways_then_the_modules_are_the_same()
    {
        var plain = QrText.Lines("content", isUnicode: false).ToList();
        var half = QrText.Lines("content", isUnicode: true).ToList();
        Assert.Equal(plain.Count, 2 * half.Count - (plain.Count % 2));
        for (var y = 0; y < plain.Count; y++)
        {
            var drawn = half[y / 2].Select(c => c == '\u2588' || c == (y % 2 == 0 ? '\u2580' : '\u2584'));
            Assert.Equal(plain[y].Chunk(2).Select(module => module[0] == '#'), drawn);
        }
    }

    [Fact]
    public async Task Given_files_when_a_password_is_added_then_they_are_written_for_their_owner_alone()
    {
        var (picture, profile) = (folder.File("alice.png"), folder.File("alice.mobileconfig"));
        Assert.Equal(0, await run.RunAsync("--json", "auth", "credential", "add", "alice@example.test", "qrcode_file", picture, "profile_file", profile));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(picture, TestContext.Current.CancellationToken))[..4]);
        Assert.Equal("profile", await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken));
        Assert.Contains("\"profile\":true", Assert.Single(run.Server.Requests), StringComparison.Ordinal);
        Assert.Equal("https://mail.example.test", run.Json["response"]!["text_data"]!["server"]!.ToString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(profile));
        }
    }

    [Fact]
    public async Task Given_a_file_that_is_there_when_named_then_it_stays_and_no_password_is_made()
    {
        var taken = folder.File("taken.png");
        await File.WriteAllTextAsync(taken, "mine", TestContext.Current.CancellationToken);
        Assert.Equal(1, await run.RunAsync("auth", "credential", "add", "alice@example.test", "qrcode_file", taken));
        Assert.Equal($"{taken} exists already: name another file.\n", run.Errors);
        Assert.Empty(run.Server.Requests);
        Assert.Equal("mine", await File.ReadAllTextAsync(taken, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Given_a_folder_that_is_not_there_when_a_file_cannot_be_written_then_it_says_which_password_was_made()
    {
        Assert.Equal(1, await run.RunAsync("auth", "credential", "add", "alice@example.test", "qrcode_file", folder.File("none/x.png")));
        Assert.StartsWith("The password was added as aKcLK, but ", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
    }
}
