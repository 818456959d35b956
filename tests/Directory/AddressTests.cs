namespace Carbonio.Cloud.Directory.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("alice@example.test", "alice@example.test")]
    [InlineData("Alice@EXAMPLE.Test", "alice@example.test")]
    [InlineData("o'neil+tag@example.test", "o'neil+tag@example.test")]
    [InlineData("jörg@müller.test", "jörg@xn--mller-kva.test")]
    public void Given_an_address_when_normalised_then_it_has_one_form(string text, string expected)
    {
        Assert.True(AddressText.TryNormalize(text, out var address));
        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice")]
    [InlineData("@example.test")]
    [InlineData("alice@")]
    [InlineData("a b@example.test")]
    [InlineData("alice@bob@example.test")]
    [InlineData("alice@-example.test")]
    [InlineData("alice@example..test")]
    [InlineData("alice@exa_mple.test")]
    [InlineData(".alice@example.test")]
    [InlineData("al..ice@example.test")]
    [InlineData("\"quoted\"@example.test")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@example.test")]
    public void Given_no_address_when_normalised_then_it_is_refused(string text) => Assert.False(AddressText.TryNormalize(text, out _));

    [Fact]
    public void Given_an_address_in_stored_form_when_normalised_then_nothing_is_allocated()
    {
        Assert.True(AddressText.TryNormalize("alice@example.test", out var address));
        Assert.Same("alice@example.test", address);
    }

    [Theory]
    [InlineData("alice@example.test", "alice@example.test")]
    [InlineData(" alice@example.test ", "alice@example.test")]
    [InlineData("alice", "alice@default.test")]
    [InlineData("EXAMPLE.TEST\\alice", "alice@example.test")]
    [InlineData("CORP\\alice@example.test", "alice@example.test")]
    [InlineData("\\alice", "alice@default.test")]
    public void Given_a_login_name_when_read_then_the_address_is_known(string login, string expected)
    {
        Assert.True(LoginName.TryGetAddress(login, "default.test", out var address));
        Assert.Equal(expected, address);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("\\alice")]
    [InlineData("")]
    [InlineData(null)]
    public void Given_a_bare_name_and_no_default_domain_when_read_then_it_is_refused(string? login) =>
        Assert.False(LoginName.TryGetAddress(login, null, out _));
}
