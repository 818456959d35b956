using Carbonio.Cloud.Mailboxes.Search;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("one two", "one|two")]
    [InlineData("\"one two\" three", "one two|three")]
    [InlineData("“one two” „three four“", "one two|three four")]
    [InlineData("one\"two three\"four", "one|two three|four")]
    [InlineData("one \"two three", "one|two three")]
    [InlineData("One ONE oné", "one")]
    [InlineData("  \"\" \" \" ", "")]
    [InlineData("", "")]
    public void Given_a_text_when_it_is_taken_apart_then_words_and_phrases_come(string text, string terms) =>
        Assert.Equal(terms, string.Join('|', SearchTerms.Parse(text)!.Folded));

    [Fact]
    public void Given_32_words_when_they_are_taken_apart_then_they_are_taken_and_33_are_not()
    {
        Assert.Equal(32, SearchTerms.Parse(string.Join(' ', Enumerable.Range(100, 32)))!.Folded.Count);
        Assert.Null(SearchTerms.Parse(string.Join(' ', Enumerable.Range(100, 33))));
    }

    [Fact]
    public void Given_1024_characters_when_they_are_taken_apart_then_they_are_taken_and_1025_are_not()
    {
        Assert.NotNull(SearchTerms.Parse(new string('a', 1024)));
        Assert.Null(SearchTerms.Parse(new string('a', 1025)));
    }
}
