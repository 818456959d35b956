using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("=?UTF-8?b?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?utf-8?B?R3LDvMOfZQ?=", "Grüße")] // padding missing
    [InlineData("=?iso-8859-1?q?a_b=5Fc?=", "a b_c")]
    [InlineData("=?utf-8*de?Q?ja?=", "ja")] // RFC 2231 language
    [InlineData("a =?utf-8?Q?b?= c", "a b c")]
    [InlineData("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab")]
    [InlineData("=?utf-8?Q?a?=\t =?iso-8859-1?Q?=FC?=", "aü")]
    [InlineData("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c")]
    [InlineData("=?utf-8?Q?=E6=97?= =?utf-8?Q?=A5?=", "日")] // character split between words
    [InlineData("=?utf-8?B?5pel5g==?= =?utf-8?Q?=9C=AC?=", "日本")] // and between encodings
    [InlineData("x=?utf-8?Q?y?=z", "xyz")] // no space around
    [InlineData("=?utf-8?Q?with space?=", "with space")]
    [InlineData("=?utf-8?Q?what??=", "what?")]
    [InlineData("=?nonsense-7?Q?=C3=BC?=", "ü")]
    [InlineData("=?utf-8?Q?a=0D=0ABcc:_x?=", "a  Bcc: x")] // no line breaks from inside
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Given_words_when_decoded_then_they_read_as_meant(string text, string expected) =>
        Assert.Equal(expected, EncodedWords.Decode(text));

    [Theory]
    [InlineData("=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?B?!!!?=")]
    [InlineData("=?utf-8?B?A?=")]
    [InlineData("=??Q?abc?=")]
    [InlineData("=?utf-8?Q?abc")]
    [InlineData("=?utf-8?")]
    [InlineData("=?")]
    [InlineData("1=?2")]
    public void Given_a_bad_word_when_decoded_then_it_stays_as_it_is(string text) => Assert.Equal(text, EncodedWords.Decode(text));

    [Theory]
    [InlineData(EncodedWords.MaximumEncodedTextCharacters - 1, true)]
    [InlineData(EncodedWords.MaximumEncodedTextCharacters, true)]
    [InlineData(EncodedWords.MaximumEncodedTextCharacters + 1, false)]
    public void Given_a_long_word_when_decoded_then_the_limit_decides(int length, bool isDecoded)
    {
        var content = new string('x', length);
        var word = $"=?utf-8?Q?{content}?=";

        Assert.Equal(isDecoded ? content : word, EncodedWords.Decode(word));
    }
}
