using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests;

public sealed class WbxmlCommandTests
{
    // [MS-ASCMD] 2.2.1.5 FolderSync: <FolderSync><SyncKey>0</SyncKey></FolderSync>
    private static readonly byte[] FolderSync = Convert.FromHexString("03016A000007565203300001" + "01");

    [Fact]
    public async Task Given_a_document_when_shown_and_its_XML_made_again_then_the_bytes_are_the_same()
    {
        var run = new CliRun { InputBytes = FolderSync };
        Assert.Equal((0, ""), (await run.RunAsync("debug", "wbxml", "-"), run.Errors));
        Assert.Contains("<SyncKey>0</SyncKey>", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Server.Requests);

        var back = new CliRun { InputBytes = System.Text.Encoding.UTF8.GetBytes(run.Output) };
        Assert.Equal((0, ""), (await back.RunAsync("debug", "wbxml", "-"), back.Errors));
        Assert.Equal(FolderSync, back.OutputBytes.ToArray());
        Assert.Equal("", back.Output);

        Assert.Equal(0, await back.RunAsync("debug", "wbxml", "-", "--json"));
        Assert.Equal(FolderSync, Convert.FromBase64String(back.Json["response"]!["wbxml"]!.ToString()));
    }

    [Fact]
    public async Task Given_files_when_named_then_they_are_read_and_written()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("in"), FolderSync, TestContext.Current.CancellationToken);
        var run = new CliRun();
        Assert.Equal(0, await run.RunAsync("debug", "wbxml", folder.File("in"), "output", folder.File("xml")));
        Assert.Equal(0, await run.RunAsync("debug", "wbxml", folder.File("xml"), "--output", folder.File("out")));
        Assert.Equal(FolderSync, await File.ReadAllBytesAsync(folder.File("out"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("03016A00000756520330", "malformed")]
    [InlineData("FF", "malformed")]
    [InlineData("", "empty")]
    [InlineData("3C61", "malformed")]
    public async Task Given_a_broken_document_when_shown_then_it_says_where(string hex, string code)
    {
        var run = new CliRun { InputBytes = Convert.FromHexString(hex) };
        Assert.Equal(1, await run.RunAsync("debug", "wbxml", "-", "--json"));
        Assert.Equal(code, run.Json["error"]!["code"]!.ToString());
    }

    [Fact]
    public async Task Given_no_such_file_when_shown_then_it_says_so()
    {
        var run = new CliRun();
        Assert.Equal(1, await run.RunAsync("debug", "wbxml", "/nonexistent/file"));
        Assert.Equal("There is no file '/nonexistent/file'.\n", run.Errors);
    }
}
