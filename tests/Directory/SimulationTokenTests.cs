using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class SimulationTokenTests
{
    private static readonly AccountKey Alice = new(Guid.Parse("11111111-1111-1111-1111-111111111111"), Guid.Parse("22222222-2222-2222-2222-222222222222"));

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Given_a_token_when_it_is_read_then_it_names_its_account_until_its_time_is_over()
    {
        var tokens = Tokens(1);
        var (token, expires) = tokens.Make(Alice);
        Assert.Equal(time.GetUtcNow() + SimulationTokens.Lifetime, expires);

        time.Advance(SimulationTokens.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.True(tokens.TryRead(token, out var account));
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Alice, account);
        Assert.False(tokens.TryRead(token, out _));
    }

    [Fact]
    public void Given_another_instance_when_it_has_the_same_key_then_it_takes_the_token_and_else_not()
    {
        var (token, _) = Tokens(1).Make(Alice);

        Assert.True(Tokens(1).TryRead(token, out _));
        Assert.False(Tokens(2).TryRead(token, out _));
    }

    [Fact]
    public void Given_a_token_when_any_letter_of_it_is_another_then_it_is_none()
    {
        var tokens = Tokens(1);
        var (token, _) = tokens.Make(Alice);

        for (var at = 0; at < token.Length - 1; at++)
        {
            var forged = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            Assert.False(tokens.TryRead(forged, out _), $"at {at}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ccs_")]
    [InlineData("ccs_AAAA")]
    [InlineData("ccs_!!!!")]
    [InlineData("a password")]
    public void Given_what_is_no_token_when_it_is_read_then_it_is_none(string? password) => Assert.False(Tokens(1).TryRead(password, out _));

    [Fact]
    public void Given_a_long_password_that_begins_like_a_token_when_it_is_read_then_it_is_none() => Assert.False(Tokens(1).TryRead("ccs_" + new string('A', 100_000), out _));

    [Fact]
    public void Given_a_short_server_key_when_tokens_are_to_be_made_then_it_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SimulationTokens(new byte[PasswordProofs.MinimumKeyBytes - 1], time));

    private SimulationTokens Tokens(byte key) => new([.. Enumerable.Repeat(key, PasswordProofs.MinimumKeyBytes)], time);
}
