using System.Globalization;
using Xunit;

namespace Carbonio.Cloud.Wbxml.Tests;

public sealed class CodePagesTests
{
    private const int TokensOfTheSpecification = 586;
    private const int LegacyTokens = 68;

    public static TheoryData<int, string, string, string> Expected { get; } = ReadExpected();

    [Theory]
    [MemberData(nameof(Expected))]
    public void Given_a_token_of_the_specification_when_it_is_looked_up_then_page_name_and_tag_agree(int page, string token, string @namespace, string name)
    {
        var tag = (WbxmlTag)((page << 8) | Convert.ToInt32(token, 16));

        Assert.Equal(name, CodePages.FindName(tag));
        Assert.Equal(tag, CodePages.FindTag(page, name));
        Assert.Equal(tag, CodePages.Find(@namespace)?.FindTag(name));
        Assert.True(CodePages.IsKnown(tag));
        Assert.Equal(page, tag.PageNumber());
        Assert.Equal(Convert.ToByte(token, 16), tag.Token());
    }

    [Fact]
    public void Given_the_tables_when_their_tags_are_counted_then_none_is_missing_from_the_expectation()
    {
        Assert.Equal(TokensOfTheSpecification + LegacyTokens, CodePages.All.Sum(page => page.Tags.Count));
        Assert.Equal(Expected.Count, CodePages.All.SelectMany(page => page.Tags).Distinct().Count());
    }

    [Fact]
    public void Given_the_pages_when_they_are_listed_then_each_stands_at_its_number_and_its_tags_in_token_order()
    {
        Assert.Equal(Enumerable.Range(0, 26), CodePages.All.Select(page => (int)page.Number));
        Assert.All(CodePages.All, page => Assert.Equal(page.Tags.Order(), page.Tags));
        Assert.All(CodePages.All, page => Assert.Same(page, CodePages.Find(page.Number)));
    }

    [Fact]
    public void Given_what_no_page_has_when_it_is_looked_up_then_there_is_nothing()
    {
        Assert.Null(CodePages.Find(26));
        Assert.Null(CodePages.Find(-1));
        Assert.Null(CodePages.Find("POOMMAIL:"));
        Assert.Null(CodePages.FindTag(0, "sync"));
        Assert.Null(CodePages.FindTag(26, "Sync"));
        Assert.Null(CodePages.FindName((WbxmlTag)0x003F));
        Assert.Null(CodePages.FindName((WbxmlTag)0x00FF));
        Assert.Null(CodePages.FindName((WbxmlTag)0xFE05));
        Assert.False(CodePages.IsKnown(WbxmlTag.None));
    }

    private static TheoryData<int, string, string, string> ReadExpected()
    {
        var data = new TheoryData<int, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "code-pages.tsv")).Where(line => !line.StartsWith('#')))
        {
            var fields = line.Split('\t');
            data.Add(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2], fields[3]);
        }

        return data;
    }
}
