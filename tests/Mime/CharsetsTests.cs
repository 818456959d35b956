using System.Text;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class CharsetsTests
{
    [Theory]
    [InlineData("utf-8", "C3BC", "ü")]
    [InlineData("UTF8", "EFBBBFC3BC", "ü")]
    [InlineData("iso-8859-1", "FC80", "ü€")]
    [InlineData("latin1", "FC", "ü")]
    [InlineData("iso-8859-2", "B1", "ą")]
    [InlineData("iso-8859-7", "E1", "α")]
    [InlineData("iso-8859-9", "FD", "ı")]
    [InlineData("iso-8859-15", "A4", "€")]
    [InlineData("windows-1250", "9C", "ś")]
    [InlineData("cp1251", "E9", "й")]
    [InlineData("Windows_1252", "80", "€")]
    [InlineData("windows-1253", "E1", "α")]
    [InlineData("windows-1255", "E0", "א")]
    [InlineData("windows-1256", "C7", "ا")]
    [InlineData("windows-1257", "E0", "ą")]
    [InlineData("windows-1258", "FE", "₫")]
    [InlineData("koi8-r", "C1", "а")]
    [InlineData("KOI8-U", "A4", "є")]
    [InlineData("gb2312", "C4E3", "你")]
    [InlineData("gbk", "C4E3", "你")]
    [InlineData("gb18030", "8139EE39", "㐀")]
    [InlineData("big5", "A7DA", "我")]
    [InlineData("Shift_JIS", "93FA", "日")]
    [InlineData("x-sjis", "93FA", "日")]
    [InlineData("euc-jp", "C6FC", "日")]
    [InlineData("iso-2022-jp", "1B2442467C1B2842", "日")]
    [InlineData("euc-kr", "C7D1", "한")]
    [InlineData("ks_c_5601-1987", "C7D1", "한")]
    [InlineData("tis-620", "A1", "ก")]
    [InlineData("macintosh", "8A", "ä")]
    [InlineData("ibm850", "81", "ü")]
    [InlineData("utf-16", "FFFE6100", "a")]
    [InlineData("utf-16", "FEFF0061", "a")]
    [InlineData("utf-16be", "0061", "a")]
    [InlineData("utf-16le", "6100", "a")]
    [InlineData("utf-32be", "00000061", "a")]
    [InlineData("us-ascii", "C3BC", "ü")]
    [InlineData("us-ascii", "FC", "ü")]
    [InlineData(null, "C3BCC3", "ü")] // a character cut off at the end is still UTF-8
    [InlineData("x-unknown", "FC", "ü")]
    [InlineData("windows-99999", "FC", "ü")]
    [InlineData("", "80", "€")]
    [InlineData("utf-8", "47FC6E", "Gün")] // declared as UTF-8, and nothing in it is
    [InlineData("utf-16", "0041004200430044", "ABCD")] // no mark: the zeros tell the order
    [InlineData("utf-16", "4100420043004400", "ABCD")]
    [InlineData("utf-16be", "4100420043004400", "ABCD")] // declared the wrong way round
    [InlineData("utf-16", "6865656C6F210D0A", "heelo!\r\n")] // not UTF-16 at all
    [InlineData("utf-32", "FFFE000061000000", "a")]
    [InlineData("utf-32be", "0000FEFF00000061", "a")]
    [InlineData("iso-2022-jp-3", "1B2442467C1B2842", "日")]
    [InlineData("x-windows-949", "C7D1", "한")]
    public void Given_a_charset_when_decoded_then_the_text_is_right(string? charset, string hex, string expected) =>
        Assert.Equal(expected, Charsets.Decode(Convert.FromHexString(hex), charset));

    [Theory]
    [InlineData("utf-8", "61FFC3BC", "a\uFFFDü")]
    [InlineData("utf-16", "00D8", "\uFFFD")]
    [InlineData("shift_jis", "61FD", "a\uF8F1")]
    public void Given_invalid_bytes_when_decoded_then_they_are_replaced(string charset, string hex, string expected) =>
        Assert.Equal(expected, Charsets.Decode(Convert.FromHexString(hex), charset));

    [Theory]
    [InlineData("Hi Mom -+Jjo--!", "Hi Mom -☺-!")]
    [InlineData("1 +- 1", "1 + 1")]
    [InlineData("A+ImIDkQ.", "A≢Α.")]
    [InlineData("+2D3eAA-", "😀")]
    [InlineData("+2D0-", "\uFFFD")] // half of a surrogate pair
    [InlineData("+", "")]
    [InlineData("+A", "")]
    public void Given_UTF7_when_decoded_then_the_text_is_right(string text, string expected) =>
        Assert.Equal(expected, Charsets.Decode(Encoding.ASCII.GetBytes(text), "utf-7"));

    [Theory]
    [InlineData("utf-8", 65001)]
    [InlineData("us-ascii", 20127)]
    [InlineData("iso-8859-1", 28591)]
    [InlineData("windows-1252", 1252)]
    [InlineData("koi8-r", 20866)]
    [InlineData("iso-2022-jp", 50220)]
    [InlineData("nonsense", null)]
    [InlineData(null, null)]
    public void Given_a_charset_when_its_code_page_is_asked_then_it_is_Windows_number(string? charset, int? expected) =>
        Assert.Equal(expected, Charsets.FindCodePage(charset));

    [Theory]
    [InlineData(Charsets.MaximumNameCharacters, 65001)]
    [InlineData(Charsets.MaximumNameCharacters + 1, null)]
    public void Given_a_long_charset_name_when_looked_up_then_the_limit_decides(int length, int? expected) =>
        Assert.Equal(expected, Charsets.FindCodePage("utf-8".PadRight(length, '-')));

    [Theory]
    [InlineData("aü日😀", 0, "")]
    [InlineData("aü日😀", 1, "a")]
    [InlineData("aü日😀", 2, "a")]
    [InlineData("aü日😀", 3, "aü")]
    [InlineData("aü日😀", 5, "aü")]
    [InlineData("aü日😀", 6, "aü日")]
    [InlineData("aü日😀", 9, "aü日")]
    [InlineData("aü日😀", 10, "aü日😀")]
    [InlineData("aü日😀", 11, "aü日😀")]
    public void Given_a_size_in_bytes_when_truncated_then_no_character_is_cut(string text, int maximumBytes, string expected)
    {
        Assert.Equal(expected, Utf8Text.Truncate(text, maximumBytes));
        Assert.Equal(expected, Encoding.UTF8.GetString(Utf8Text.Truncate(Encoding.UTF8.GetBytes(text), maximumBytes).Span));
    }
}
