using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class TokenTests : IDisposable
{
    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Given_a_token_when_presented_then_its_role_is_known_and_repeats_read_nothing()
    {
        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "ci", null, None)).Value!;
        Assert.Matches("^cct_[a-z2-9]{10}_[a-z2-9]{52}$", made.Text);
        Assert.Equal(AdminRole.Global, (await directory.Tokens.VerifyAsync(made.Text, None))!.Role);
        var reads = directory.Store.Reads;
        Assert.NotNull(await directory.Tokens.VerifyAsync(made.Text, None));
        Assert.Equal(reads, directory.Store.Reads);
    }

    [Fact]
    public async Task Given_the_stored_row_when_looked_at_then_the_secret_is_not_in_it()
    {
        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "ci", null, None)).Value!;
        var row = (await directory.Store.FindGlobalAsync(DirectoryRows.Token(made.Token.Id), None))!;
        var secret = made.Text[(made.Text.LastIndexOf('_') + 1)..];
        Assert.All(row.Properties, property => Assert.DoesNotContain(secret, property.Value.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cct_")]
    [InlineData("Bearer x")]
    [InlineData("cct_abcdefghij_")]
    [InlineData("cct_abcdefgh!j_abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab")]
    public async Task Given_no_token_when_presented_then_it_is_refused_without_reading(string? text)
    {
        Assert.Null(await directory.Tokens.VerifyAsync(text, None));
        Assert.Equal(0, directory.Store.Reads);
    }

    [Fact]
    public async Task Given_a_wrong_secret_when_presented_then_it_is_refused()
    {
        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "ci", null, None)).Value!;
        var wrong = made.Text[..^1] + (made.Text[^1] == 'a' ? 'b' : 'a');
        Assert.Null(await directory.Tokens.VerifyAsync(wrong, None));
    }

    [Fact]
    public async Task Given_a_token_that_expires_when_its_moment_comes_then_it_is_refused()
    {
        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delivery, [], "mx", directory.Time.GetUtcNow().AddHours(1), None)).Value!;
        directory.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.NotNull(await directory.Tokens.VerifyAsync(made.Text, None));
        directory.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await directory.Tokens.VerifyAsync(made.Text, None));
    }

    [Fact]
    public async Task Given_a_revoked_token_when_presented_then_it_is_refused_here_at_once_and_elsewhere_after_five_seconds()
    {
        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "ci", null, None)).Value!;
        using var other = directory.Other();
        Assert.NotNull(await other.Tokens.VerifyAsync(made.Text, None));
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.RevokeTokenAsync(AdminActor.Server, made.Token.Id, None)).Status);
        Assert.Null(await directory.Tokens.VerifyAsync(made.Text, None));
        other.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await other.Tokens.VerifyAsync(made.Text, None));
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.RevokeTokenAsync(AdminActor.Server, made.Token.Id, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.RevokeTokenAsync(AdminActor.Server, "../x", None)).Status);
    }

    [Fact]
    public async Task Given_a_delegated_token_when_made_then_it_has_domains_that_exist_and_administers_only_them()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None);
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "other.test", null, null, None);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, [], "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, ["nowhere.test"], "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, ["example.test"], "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Global, [], "x", directory.Time.GetUtcNow(), None)).Status);

        var made = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, ["Example.test"], "help desk", null, None)).Value!;
        var token = (await directory.Tokens.VerifyAsync(made.Text, None))!;
        Assert.True(token.Administers("example.test"));
        Assert.False(token.Administers("other.test"));
        var delivery = (await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delivery, [], "mx", null, None)).Value!;
        Assert.False(delivery.Token.Administers("example.test"));
    }

    [Fact]
    public async Task Given_a_domain_that_goes_to_another_tenant_when_an_old_token_for_it_comes_then_it_administers_nothing()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "first", null, None);
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "kept.test", "first", null, None);
        var texts = new List<string>();
        for (var i = 0; i < 95; i++)
        {
            texts.Add((await directory.Writer.CreateTokenAsync(AdminActor.Server, AdminRole.Delegated, ["example.test", "kept.test"], "", null, None)).Value!.Text);
        }

        await directory.Writer.DeleteDomainAsync(AdminActor.Server, "example.test", null, None);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "second", null, None)).Status);
        foreach (var text in texts)
        {
            Assert.Equal(["kept.test"], (await directory.Tokens.VerifyAsync(text, None))!.Domains);
        }
    }
}
