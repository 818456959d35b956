using Carbonio.Cloud.Cli.Shell;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class ShellHistoryTests
{
    [Fact]
    public void Given_more_lines_than_are_kept_when_added_then_the_oldest_go()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "history");
        var lines = Enumerable.Range(1, ShellHistory.MaximumLines).Select(number => $"line {number}");
        File.WriteAllLines(path, lines);
        var history = new ShellHistory(path);
        Assert.Equal("line 1", history.Lines[0]);
        history.Add("one more");
        history.Add("one more");
        Assert.Equal((ShellHistory.MaximumLines, "line 2", "one more"), (history.Lines.Count, history.Lines[0], history.Lines[^1]));
        Assert.Equal(history.Lines, new ShellHistory(path).Lines);
    }

    [Fact]
    public void Given_a_place_that_cannot_be_written_when_added_then_the_line_is_known_all_the_same()
    {
        var history = new ShellHistory("/dev/null/carbonio/history");
        history.Add("token list");
        Assert.Equal(["token list"], history.Lines);
    }
}
