using System.Globalization;
using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class MailDatesTests
{
    [Theory]
    [InlineData("Mon, 2 Mar 2026 10:20:30 +0100", "2026-03-02T10:20:30+01:00")]
    [InlineData("2 Mar 2026 10:20 -0830", "2026-03-02T10:20:00-08:30")]
    [InlineData("Mon,2 Mar 2026 10:20:30 +0100 (CET)", "2026-03-02T10:20:30+01:00")]
    [InlineData("Mon (day), 2 (nested (comment)) Mar 2026 10:20:30 GMT", "2026-03-02T10:20:30+00:00")]
    [InlineData("2 Mar 26 10:20:30 EST", "2026-03-02T10:20:30-05:00")]
    [InlineData("2 Mar 99 10:20:30 PDT", "1999-03-02T10:20:30-07:00")]
    [InlineData("2 Mar 126 10:20:30 UT", "2026-03-02T10:20:30+00:00")]
    [InlineData("2 Mar 2026 10:20:30 Q", "2026-03-02T10:20:30+00:00")]
    [InlineData("2 Mar 2026 10:20:30", "2026-03-02T10:20:30+00:00")]
    [InlineData("2 March 2026 10:20:30 +01:00", "2026-03-02T10:20:30+01:00")]
    [InlineData("Mon, 02-Mar-26 10:20:30 GMT", "2026-03-02T10:20:30+00:00")]
    [InlineData("Mon Mar  2 10:20:30 2026", "2026-03-02T10:20:30+00:00")]
    [InlineData("2026-03-02T10:20:30Z", "2026-03-02T10:20:30+00:00")]
    [InlineData("2 Mar 2026 10:20:60 +0000", "2026-03-02T10:20:59+00:00")]
    [InlineData("2 Mar 2026 10:20:30 +1800", "2026-03-01T16:20:30+00:00")]
    public void Given_a_date_when_parsed_then_moment_and_offset_are_right(string text, string expected) =>
        Assert.Equal(DateTimeOffset.ParseExact(expected, "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), MailDates.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 Feb 2026 10:20:30 +0000")]
    [InlineData("2 Mar 2026 25:00:00 +0000")]
    [InlineData("2 Mar 2026 10:60 +0000")]
    [InlineData("2 Mar 2026")]
    [InlineData("0 Mar 2026 10:20 +0000")]
    [InlineData("2 Mar 99999 10:20 +0000")]
    [InlineData("2 Mar 0000 10:20 +0000")]
    [InlineData("1 Jan 0001 00:00:00 +1400")]
    [InlineData("99999999999 Mar 2026 10:20 +0000")]
    public void Given_no_date_when_parsed_then_there_is_none(string? text) => Assert.Null(MailDates.Parse(text));

    [Theory]
    [InlineData(MailDates.MaximumCharacters, true)]
    [InlineData(MailDates.MaximumCharacters + 1, false)]
    public void Given_a_long_text_when_parsed_then_the_limit_decides(int length, bool isDate) =>
        Assert.Equal(isDate, MailDates.Parse("2 Mar 2026 10:20:30 +0000".PadRight(length)) is not null);
}
