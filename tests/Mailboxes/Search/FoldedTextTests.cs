using Carbonio.Cloud.Mailboxes.Search;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Search;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("HELLO World", "hello world")]
    [InlineData("Größe", "grosse")]
    [InlineData("Grüße aus MÜNCHEN", "grusse aus munchen")]
    [InlineData("Zoë Ångström", "zoe angstrom")]
    [InlineData("Zoe\u0308 A\u030Angstro\u0308m", "zoe angstrom")]
    [InlineData("Łódź, Đakovo, Ærø", "lodz, dakovo, aero")]
    [InlineData("İstanbul ışık", "istanbul isik")]
    [InlineData("Tiếng Việt", "tieng viet")]
    [InlineData("ΆΛΦΑ λόγος", "αλφα λογοσ")]
    [InlineData("Ёлка й", "елка й")]
    [InlineData("ＡＢＣ　１２３", "abc 123")]
    [InlineData("山田 太郎", "山田 太郎")]
    [InlineData("  one\r\n\ttwo\u00A0three  ", "one two three")]
    [InlineData("Donau\u00ADdampf", "donaudampf")]
    [InlineData("", "")]
    [InlineData(" \r\n", "")]
    public void Given_a_text_when_it_is_folded_then_case_accents_and_white_space_do_not_count(string text, string folded) =>
        Assert.Equal(folded, FoldedText.Fold(text));

    [Fact]
    public void Given_half_a_character_when_it_is_folded_then_it_stays() => Assert.Equal("a\uD83D", FoldedText.Fold("A\uD83D"));
}
