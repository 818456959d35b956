using Carbonio.Cloud.Mailboxes.Sending;
using Xunit;

namespace Carbonio.Cloud.Mailboxes.Tests.Sending;

public sealed class EnvelopeAddressTests
{
    [Theory]
    [InlineData("bob@example.org")]
    [InlineData("Bob.O'Neil+tag@Example.ORG")]
    [InlineData("a..b@example.org")]
    [InlineData("\"bob smith\"@example.org")]
    [InlineData("\"bob\\\"@\\\\smith\"@example.org")]
    [InlineData("bob@[192.0.2.1]")]
    [InlineData("bob@[IPv6:2001:db8::1]")]
    [InlineData("grüße@example.org")]
    [InlineData("bob@bücher.example")]
    public void Given_an_address_that_can_be_sent_to_when_checked_then_it_is_valid(string address) => Assert.True(EnvelopeAddress.IsValid(address));

    [Theory]
    [InlineData("")]
    [InlineData("bob")]
    [InlineData("@example.org")]
    [InlineData("bob@")]
    [InlineData("bob@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("bob\r\n@example.org")]
    [InlineData("\"bob\r\nDATA\"@example.org")]
    [InlineData("bob@example.org ")]
    [InlineData("bob smith@example.org")]
    [InlineData("<bob@example.org>")]
    [InlineData("bob@example.org> SIZE=1")]
    [InlineData("bob\0@example.org")]
    [InlineData("bob@exam ple.org")]
    [InlineData("bob@[not an address]")]
    [InlineData("\"bob@example.org")]
    [InlineData("\"bob\"smith\"@example.org")]
    [InlineData("\"bob\\\"@example.org")]
    [InlineData("bob,eve@example.org")]
    [InlineData("bob\u2028@example.org")]
    public void Given_what_could_break_a_command_when_checked_then_it_is_none(string address) => Assert.False(EnvelopeAddress.IsValid(address));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Given_a_local_part_at_its_limit_when_checked_then_only_a_longer_one_is_refused(int length, bool valid) =>
        Assert.Equal(valid, EnvelopeAddress.IsValid(new string('a', length) + "@example.org"));

    [Theory]
    [InlineData(253, true)]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Given_an_address_at_its_limit_when_checked_then_only_a_longer_one_is_refused(int length, bool valid) =>
        Assert.Equal(valid, EnvelopeAddress.IsValid(LongAddress(length)));

    [Theory]
    [InlineData("grüße@example.org", true)]
    [InlineData("bob@bücher.example", false)]
    [InlineData("bob@example.org", false)]
    public void Given_an_address_when_asked_whether_it_needs_SMTPUTF8_then_its_local_part_decides(string address, bool needs) =>
        Assert.Equal(needs, EnvelopeAddress.NeedsUtf8(address));

    internal static string LongAddress(int length, int number = 0)
    {
        var local = number.ToString("d64", System.Globalization.CultureInfo.InvariantCulture);
        var labels = string.Join('.', Enumerable.Repeat(new string('b', 60), 3));
        return $"{local}@{labels}.{new string('c', length - local.Length - labels.Length - 2)}";
    }
}
