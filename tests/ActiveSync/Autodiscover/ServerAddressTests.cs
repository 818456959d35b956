using Carbonio.Cloud.ActiveSync.Autodiscover;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Autodiscover;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("https://mail.example.test", "https://mail.example.test", "mail.example.test", true)]
    [InlineData("https://mail.example.test/", "https://mail.example.test", "mail.example.test", true)]
    [InlineData("HTTPS://Mail.Example.Test:443", "https://mail.example.test", "mail.example.test", true)]
    [InlineData("https://mail.example.test:8443", "https://mail.example.test:8443", "mail.example.test", true)]
    [InlineData("http://127.0.0.1:7071", "http://127.0.0.1:7071", "127.0.0.1", false)]
    [InlineData("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443", "2001:db8::1", false)]
    [InlineData("https://bücher.test", "https://xn--bcher-kva.test", "xn--bcher-kva.test", true)]
    [InlineData("http://localhost:7071", "http://localhost:7071", "localhost", false)]
    public void Given_an_address_when_it_is_read_then_it_is_told_in_one_form(string text, string origin, string host, bool hasName)
    {
        Assert.True(ServerAddress.TryParse(text, out var address));

        Assert.Equal(origin, address.Origin);
        Assert.Equal(host, address.Host);
        Assert.Equal(hasName, address.HasName);
        Assert.Equal(origin + "/Microsoft-Server-ActiveSync", address.ActiveSyncUrl);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mail.example.test")]
    [InlineData("/path")]
    [InlineData("ftp://mail.example.test")]
    [InlineData("https://")]
    [InlineData("https://user:secret@mail.example.test")]
    [InlineData("https://mail.example.test/path")]
    [InlineData("https://mail.example.test/?q")]
    [InlineData("https://mail.example.test#f")]
    [InlineData("https://mail.example.test, other.test")]
    public void Given_anything_else_when_it_is_read_then_it_is_none(string? text) => Assert.False(ServerAddress.TryParse(text, out _));
}
