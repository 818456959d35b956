using System.Text;
using Carbonio.Cloud.ActiveSync.Http;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("alice@example.test:secret", "alice@example.test", "secret")]
    [InlineData("EXAMPLE\\alice:a:b:c", "EXAMPLE\\alice", "a:b:c")]
    [InlineData("müller:pässwörd", "müller", "pässwörd")]
    [InlineData("alice:", "alice", "")]
    public void Given_a_header_when_it_is_read_then_name_and_password_are_there(string text, string login, string password)
    {
        Assert.True(BasicCredentials.TryRead("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), out var credentials));

        Assert.Equal(login, credentials.Login);
        Assert.Equal(password, credentials.Password);
    }

    [Fact]
    public void Given_bytes_that_are_not_UTF8_when_a_header_is_read_then_they_are_Latin_1()
    {
        Assert.True(BasicCredentials.TryRead("basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes("müller:pässwörd")), out var credentials));

        Assert.Equal("müller", credentials.Login);
        Assert.Equal("pässwörd", credentials.Password);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Bearer abc")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YWxpY2U=")] // no colon
    [InlineData("Basic OnNlY3JldA==")] // no name
    public void Given_something_else_when_a_header_is_read_then_there_are_no_credentials(string? header) =>
        Assert.False(BasicCredentials.TryRead(header, out _));

    [Fact]
    public void Given_credentials_when_they_are_printed_then_the_password_is_not() =>
        Assert.DoesNotContain("secret", $"{new BasicCredentials("alice", "secret")}", StringComparison.Ordinal);
}
