using Carbonio.Cloud.Devices.Patterns;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.Patterns;

public sealed class AdminPatternTests
{
    [Theory]
    [InlineData("android.*", "Google-Android/14")]
    [InlineData("^Outlook/1[56]", "OUTLOOK/16.0 (x64)")]
    [InlineData(@"\p{Lu}\p{L}+", "Phone")]
    [InlineData("[]a]", "]")]
    [InlineData("[^a&]x", "bx")]
    [InlineData(@"x{2}?y", "xxy")]
    [InlineData(@"a+?b", "aab")]
    [InlineData(@"\\Qa", @"\Qa")] // an escaped backslash, then letters
    public void Given_a_pattern_when_it_means_the_same_in_Java_then_it_is_found_without_regard_to_case(string pattern, string text)
    {
        var parsed = AdminPattern.TryParse(pattern, out var refusal);

        Assert.Null(refusal);
        Assert.True(parsed!.IsLinear);
        Assert.True(parsed.IsIn(text + " and more"));
    }

    [Theory]
    [InlineData("a*+b", "possessive")]
    [InlineData("a{2,3}+", "possessive")]
    [InlineData("a?+", "possessive")]
    [InlineData(@"\Qa.b\E", @"\Q")]
    [InlineData("[a-z&&[^b]]", "&&")]
    [InlineData("[a[bc]]", "class inside a class")]
    [InlineData(@"\h", @"\h")]
    [InlineData(@"[\R]", @"\R")]
    [InlineData(@"\p{Alpha}", @"\p{Alpha}")]
    [InlineData(@"\p{IsLatin}", @"\p{IsLatin}")]
    [InlineData(@"\pL", @"\pL")]
    [InlineData(@"\x{1F600}", @"\x{")]
    [InlineData(@"\012", @"\0n")]
    [InlineData("(?u)a", "(?u)")]
    [InlineData("(?i-d)a", "(?d)")]
    public void Given_what_only_Java_has_when_it_is_read_then_it_is_refused_by_name(string pattern, string name)
    {
        Assert.Null(AdminPattern.TryParse(pattern, out var refusal));
        Assert.Contains(name, refusal!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("*")]
    [InlineData(@"\")]
    [InlineData("(?")]
    [InlineData(@"\p{")]
    [InlineData("a{2,1}")]
    public void Given_what_is_no_pattern_when_it_is_read_then_it_is_refused(string pattern)
    {
        Assert.Null(AdminPattern.TryParse(pattern, out var refusal));
        Assert.NotNull(refusal);
    }

    [Fact]
    public void Given_a_pattern_at_the_limit_and_one_above_when_they_are_read_then_only_the_first_is_taken()
    {
        Assert.NotNull(AdminPattern.TryParse(new('a', AdminPattern.MaximumCharacters), out _));
        Assert.Null(AdminPattern.TryParse(new('a', AdminPattern.MaximumCharacters + 1), out var refusal));
        Assert.Contains("512", refusal!, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_pattern_that_runs_away_elsewhere_when_it_is_matched_then_the_answer_comes()
    {
        var pattern = AdminPattern.TryParse("(a+)+$", out _)!;
        Assert.True(pattern.IsLinear);
        Assert.False(pattern.IsIn(new string('a', 1000) + "b"));
    }

    [Fact]
    public void Given_a_pattern_that_refers_back_when_it_runs_away_then_it_is_given_up()
    {
        var pattern = AdminPattern.TryParse(@"(x)\1?(a+)+$", out _)!;
        Assert.False(pattern.IsLinear);
        Assert.Null(pattern.IsIn("x" + new string('a', 1000) + "b"));
        Assert.True(pattern.IsIn("xaaa"));
    }

    [Fact]
    public void Given_a_pattern_too_large_for_an_automaton_when_it_is_read_then_it_is_bounded_by_time()
    {
        var pattern = AdminPattern.TryParse("((a{1,900}){1,900}){1,900}b", out var refusal);
        Assert.Null(refusal);
        Assert.False(pattern!.IsLinear);
    }
}
