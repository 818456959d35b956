using Carbonio.Cloud.Cli.Shell;

namespace Carbonio.Cloud.Cli.Tests.Shell;

public sealed class LineWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   \t ", "")]
    [InlineData("prov ga  alice@example.test", "prov|ga|alice@example.test")]
    [InlineData("label \"Alice's phone\" x", "label|Alice's phone|x")]
    [InlineData("label 'a \"b\" \\ c'", "label|a \"b\" \\ c")]
    [InlineData("a\\ b \"c\\\"d\\\\e\\f\"", "a b|c\"d\\e\\f")]
    [InlineData("displayName \"\"", "displayName|")]
    [InlineData("one'two'\"three\"", "onetwothree")]
    [InlineData("android.* # all of them", "android.*")]
    [InlineData("# nothing", "")]
    [InlineData("a#b", "a#b")]
    [InlineData("end\\", "end\\")]
    public void Given_a_line_when_split_then_its_words_are_those_of_a_shell(string line, string words) =>
        Assert.Equal(words, string.Join('|', LineWords.Split(line)!));

    [Theory]
    [InlineData("label 'Alice")]
    [InlineData("label \"Alice")]
    [InlineData("\"a\\\"")]
    public void Given_an_open_quote_when_split_then_there_are_no_words(string line) => Assert.Null(LineWords.Split(line));

    [Theory]
    [InlineData("", "")]
    [InlineData("prov", "prov")]
    [InlineData("prov ", "prov|")]
    [InlineData("prov \"a b", "prov|a b")]
    public void Given_an_unfinished_line_when_split_then_the_word_at_its_end_is_last(string line, string words) =>
        Assert.Equal(words, string.Join('|', LineWords.SplitUnfinished(line)));
}
