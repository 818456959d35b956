using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Architecture;

/// <summary>Words that say "not finished", and paths of one person's machine, have no place in the repository.</summary>
public sealed partial class BannedTextTests
{
    private static IEnumerable<string> Faults(RepositoryFile file) =>
        from line in file.Lines
        where Unfinished().IsMatch(line.Line) || MachinePath().IsMatch(line.Line)
        select $"{file.Path}({line.Number}): {line.Line.Trim()}";

    // Written so that this file does not name itself.
    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b|NotImplemented[E]xception")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.$}~-])/(root|home/[\w-]+|Users/[\w-]+|work/[\w-]+)/|\b[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();

    [Fact]
    public void Given_the_repository_when_its_text_is_read_then_nothing_is_left_for_later_and_no_machine_is_named() =>
        Assert.Empty(Repository.Files.SelectMany(Faults));

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("# FIX" + "ME")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    [InlineData("cd /ro" + "ot/clone")]
    [InlineData("data in \"/ho" + "me/someone/.carbonio\"")]
    [InlineData("/wo" + "rk/copy/README.md")]
    [InlineData("C:\\Us" + "ers\\someone")]
    public void Given_a_line_that_is_not_fit_to_publish_when_checked_then_it_is_named(string line) =>
        Assert.Equal([$"docs/a.md(2): {line}"], Faults(new("docs/a.md", $"# Title\n{line}\n")));

    [Theory]
    [InlineData("tests/root/a.hex, https://example.test/home/a/, ~/root/")]
    [InlineData("POST /work/now")]
    [InlineData("mastodons and todos")]
    public void Given_a_line_that_only_looks_like_it_when_checked_then_it_is_fine(string line) =>
        Assert.Empty(Faults(new("docs/a.md", line)));
}
