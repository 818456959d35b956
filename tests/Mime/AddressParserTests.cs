using Xunit;

namespace Carbonio.Cloud.Mime.Tests;

public sealed class AddressParserTests
{
    [Theory]
    [InlineData("a@example.test", "a@example.test")]
    [InlineData("Alice <a@example.test>", "\"Alice\" <a@example.test>")]
    [InlineData("\"Doe, John\" <j@example.test>", "\"Doe, John\" <j@example.test>")]
    [InlineData("\"a \\\"b\\\"\" <c@example.test>", "\"a \\\"b\\\"\" <c@example.test>")]
    [InlineData("a@example.test (Alice (her phone))", "\"Alice (her phone)\" <a@example.test>")]
    [InlineData("=?utf-8?Q?J=C3=BCrgen?= =?utf-8?Q?_M?= <j@example.test>", "\"Jürgen M\" <j@example.test>")]
    [InlineData("\"=?utf-8?Q?Doe=2C_J?=\" <j@example.test>, x@example.test", "\"Doe, J\" <j@example.test> | x@example.test")]
    [InlineData("Friends: a@example.test, B <b@example.test>;, c@example.test", "a@example.test | \"B\" <b@example.test> | c@example.test")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("<@relay.test,@x.test:a@example.test>", "a@example.test")]
    [InlineData("a@example.test; b@example.test", "a@example.test | b@example.test")]
    [InlineData(" , ,a@example.test,, ", "a@example.test")]
    [InlineData("john . doe @ example . test", "john.doe@example.test")]
    [InlineData("\"john doe\"@example.test", "\"john doe\"@example.test")]
    [InlineData("<\"john doe\"@example.test>", "\"john doe\"@example.test")]
    [InlineData("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]")]
    [InlineData("John Q. Public <j@example.test>", "\"John Q. Public\" <j@example.test>")]
    [InlineData("Jürgen <jürgen@exämple.test>", "\"Jürgen\" <jürgen@exämple.test>")]
    [InlineData("Alice <a@example.test", "\"Alice\" <a@example.test>")]
    [InlineData("root", "root")]
    [InlineData("Nobody <>", "\"Nobody\" <>")]
    [InlineData("\"a@b.test\" <a@b.test>", "\"a@b.test\" <a@b.test>")]
    [InlineData("((((", "")]
    [InlineData("()", "")]
    [InlineData("(", "")]
    [InlineData("<<<<>>>>", "")]
    [InlineData("<<a@b.test>>", "a@b.test")]
    [InlineData("", "")]
    public void Given_a_list_when_parsed_then_names_and_addresses_are_told_apart(string text, string expected) =>
        Assert.Equal(expected, string.Join(" | ", AddressParser.Parse(text)));

    [Fact]
    public void Given_no_field_when_parsed_then_the_list_is_empty() => Assert.Empty(AddressParser.Parse(null));

    [Theory]
    [InlineData(AddressParser.MaximumAddresses - 1)]
    [InlineData(AddressParser.MaximumAddresses)]
    [InlineData(AddressParser.MaximumAddresses + 1)]
    public void Given_many_addresses_when_parsed_then_the_first_are_given(int count) =>
        Assert.Equal(Math.Min(count, AddressParser.MaximumAddresses), AddressParser.Parse(string.Concat(Enumerable.Repeat("a@b.test,", count))).Count);

    [Theory]
    [InlineData(AddressParser.MaximumNameCharacters - 1)]
    [InlineData(AddressParser.MaximumNameCharacters)]
    [InlineData(AddressParser.MaximumNameCharacters + 1)]
    public void Given_a_long_name_when_parsed_then_it_is_cut(int length) =>
        Assert.Equal(Math.Min(length, AddressParser.MaximumNameCharacters), AddressParser.Parse($"{new string('x', length)} <a@b.test>")[0].DisplayName.Length);

    [Theory]
    [InlineData("<a@b> <c@d>", "a@b c@d")]
    [InlineData("<a@b><c@d>", "a@b c@d")]
    [InlineData("a@b c@d", "a@b c@d")]
    [InlineData("<a@b", "a@b")]
    [InlineData("comment <a@b> comment", "a@b")]
    [InlineData("<>", "")]
    [InlineData(null, "")]
    public void Given_identifiers_when_parsed_then_brackets_are_gone(string? text, string expected) =>
        Assert.Equal(expected, string.Join(' ', MessageIds.Parse(text, 10)));

    [Theory]
    [InlineData(3, "1 2 3")]
    [InlineData(4, "1 2 3 4")]
    [InlineData(5, "1 3 4 5")]
    [InlineData(9, "1 7 8 9")]
    public void Given_more_references_than_are_kept_when_parsed_then_the_first_and_the_latest_stay(int count, string expected) =>
        Assert.Equal(expected, string.Join(' ', MessageIds.Parse(string.Concat(Enumerable.Range(1, count).Select(i => $"<{i}>")), 4)));

    [Theory]
    [InlineData(MessageIds.MaximumCharacters, 1)]
    [InlineData(MessageIds.MaximumCharacters + 1, 0)]
    public void Given_a_long_identifier_when_parsed_then_it_is_left_out_rather_than_cut(int length, int count) =>
        Assert.Equal(count, MessageIds.Parse($"<{new string('x', length)}>", 10).Count);
}
