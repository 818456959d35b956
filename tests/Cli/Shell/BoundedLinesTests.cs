using Carbonio.Cloud.Cli.Shell;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class BoundedLinesTests
{
    [Fact]
    public void Given_lines_with_every_kind_of_end_when_read_then_they_come_without_it()
    {
        var lines = new BoundedLines(new StringReader("one\ntwo\r\n\nlast"));
        Assert.Equal(["one", "two", "", "last"], All(lines));
    }

    [Theory]
    [InlineData(BoundedLines.MaximumCharacters - 1, true)]
    [InlineData(BoundedLines.MaximumCharacters, true)]
    [InlineData(BoundedLines.MaximumCharacters + 1, false)]
    [InlineData(3 * BoundedLines.MaximumCharacters, false)]
    public void Given_a_line_at_the_limit_when_read_then_one_more_is_too_long_and_the_next_comes_all_the_same(int characters, bool isTaken)
    {
        var long1 = new string('x', characters);
        Assert.Equal([isTaken ? long1 : null, "next"], All(new(new StringReader(long1 + "\r\nnext\n"))));
    }

    private static List<string?> All(BoundedLines lines)
    {
        var all = new List<string?>();
        while (lines.TryRead(out var line))
        {
            all.Add(line);
        }

        return all;
    }
}
