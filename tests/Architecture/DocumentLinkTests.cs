using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Architecture;

/// <summary>Links in documents lead somewhere: to a file of the repository, and to a heading that it has.</summary>
public sealed partial class DocumentLinkTests
{
    private static IEnumerable<string> Faults(RepositoryFile document, Func<string, string?> read) =>
        from link in Link().Matches(Fence().Replace(document.Text, "")).Select(match => match.Groups["target"].Value)
        where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
        let parts = link.Split('#', 2)
        let text = parts[0].Length == 0 ? document.Text : read(parts[0])
        where text is null || (parts.Length == 2 && !Anchors(text).Contains(parts[1]))
        select $"{document.Path}: {link}";

    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(Fence().Replace(text, ""))
            .Select(heading => NotInAnchor().Replace(heading.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string? ReadBeside(RepositoryFile document, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(document.Path)!, target);
        return File.Exists(path) ? File.ReadAllText(path) : Directory.Exists(path) ? "" : null;
    }

    // What a reader types: a file or folder of the repository in a command. What npm installs is there only afterwards.
    private static IEnumerable<string> NamedInCommands(RepositoryFile document) =>
        Fence().Matches(document.Text).SelectMany(block => RepositoryPath().Matches(block.Value)).Select(match => match.Value)
            .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w./~$-])(?:tests|shared|functions|cli|docs)/[\w./-]*\w")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"(?<!`)\[[^\]\n]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [Fact]
    public void Given_the_documents_when_their_links_are_followed_then_each_arrives() =>
        Assert.Empty(Repository.FilesIn("", ".md").SelectMany(document => Faults(document, target => ReadBeside(document, target))));

    [Fact]
    public void Given_the_documents_when_their_commands_name_a_file_of_the_repository_then_it_is_there() =>
        Assert.Empty(
            from document in Repository.FilesIn("", ".md")
            from path in NamedInCommands(document)
            where !File.Exists(Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path))
            select $"{document.Path}: {path}");

    [Fact]
    public void Given_a_command_when_it_is_read_then_its_paths_of_the_repository_are_found_and_no_others() =>
        Assert.Equal(
            ["tests/a/b.eml"],
            NamedInCommands(new("docs/a.md", "```\ndotnet run --project cli -- x tests/a/b.eml tests/a/node_modules/.bin/c ./tests/z ~/data/tests/y\n```\nand tests/not.here\n")));

    [Fact]
    public void Given_a_link_to_a_file_that_is_not_there_when_checked_then_it_is_named() =>
        Assert.Equal(["docs/a.md: gone.md"], Faults(new("docs/a.md", "See [this](gone.md) and [that](https://example.test/x)."), _ => null));

    [Fact]
    public void Given_a_link_to_a_heading_that_is_not_there_when_checked_then_it_is_named() =>
        Assert.Equal(["docs/a.md: b.md#no-such"], Faults(new("docs/a.md", "[b](b.md#no-such) [c](b.md#a-name-here)"), _ => "# A name: here\n"));

    [Fact]
    public void Given_a_link_in_a_code_block_when_checked_then_it_is_no_link() =>
        Assert.Empty(Faults(new("docs/a.md", "```\n[x](gone.md)\n```\n"), _ => null));
}
