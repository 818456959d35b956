using System.Text.RegularExpressions;

namespace Carbonio.Cloud.Architecture;

/// <summary>What differs between protocol versions is asked of <c>VersionRules</c>; no command compares versions itself.</summary>
public sealed partial class VersionComparisonTests
{
    private const string Home = "shared/ActiveSync/Versions/";

    private static IEnumerable<string> Faults(RepositoryFile file) =>
        from line in file.Lines
        where Comparison().IsMatch(Comment().Replace(line.Line, ""))
        select $"{file.Path}({line.Number}): {line.Line.Trim()}";

    [GeneratedRegex(@"(?<!:)//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("""
        \bEasVersion\.V\d                                               # a version by name
        | [Vv]ersion\??\.(Code|CompareTo|Equals)\b                      # its number
        | ((?<![\w.])version|\b(rules|request|fields|query|protocol|VersionRules)\.Version)\s*(==|!=|<|>|\bis\s+(not\s+)?["\d<>(]|\bswitch\b)
        | (==|!=|<=?|>=?|\bcase|\bis|\bor|\band|\bnot)\s*(12[01]|14[01]|16[01])\b(?!\.)
        | (==|!=|\bcase|\bis|\bor|\bnot|Equals\()\s*"(2\.5|12\.[01]|14\.[01]|16\.[01])"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Comparison();

    [Fact]
    public void Given_the_sources_when_versions_are_looked_for_then_only_the_rules_compare_them() =>
        Assert.Empty(Repository.FilesIn("shared/ActiveSync/", ".cs").Concat(Repository.FilesIn("functions/", ".cs"))
            .Where(file => !file.Path.StartsWith(Home, StringComparison.Ordinal))
            .SelectMany(Faults));

    [Theory]
    [InlineData("if (rules.Version == EasVersion.V161)")]
    [InlineData("if (request.Version.Code >= limit)")]
    [InlineData("var drafts = code >= 160;")]
    [InlineData("var old = number is 121 or 140;")]
    [InlineData("case 141:")]
    [InlineData("if (rules.Name == \"16.1\")")]
    [InlineData("return rules.Version switch")]
    [InlineData("if (version != other)")]
    [InlineData("if (version is \"14.0\" or \"14.1\")")]
    public void Given_a_command_that_compares_versions_when_checked_then_it_is_refused(string line) =>
        Assert.Single(Faults(new("shared/ActiveSync/Sync/SyncCommand.cs", line)));

    [Theory]
    [InlineData("if (rules.Drafts)")]
    [InlineData("// from 16.0: version == 160")]
    [InlineData("fields.Version = new EasVersion(version);")]
    [InlineData("LegacyDeviceOnStrictPolicy = 141,")]
    [InlineData("known.Version != policy.Version")] // of a policy
    [InlineData("if (fields.Version is not { } version)")]
    public void Given_a_line_that_asks_the_rules_when_checked_then_it_is_fine(string line) =>
        Assert.Empty(Faults(new("shared/ActiveSync/Sync/SyncCommand.cs", line)));
}
