using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class AuthenticatorTests : IDisposable
{
    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("alice@example.test")]
    [InlineData("ALICE@example.test")]
    [InlineData("alice")]
    [InlineData("example.test\\alice")]
    [InlineData("CORP\\alice@example.test")]
    public async Task Given_an_account_without_mobile_passwords_when_its_password_comes_then_it_opens_mobile_sync(string login)
    {
        var account = await directory.AddAccountAsync();
        var result = await directory.LoginAsync("secret", login);
        Assert.Equal(AuthenticationStatus.Success, result.Status);
        Assert.Equal(account.Key, result.Account!.Key);
        Assert.Equal("", result.Proof!.CredentialId);
    }

    [Fact]
    public async Task Given_a_mobile_password_when_the_account_password_comes_then_it_no_longer_opens_mobile_sync_but_everything_else()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account);
        Assert.Equal(AuthenticationStatus.MobilePasswordRequired, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync(mobile.Password)).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret", service: CredentialServices.WebUI)).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret", service: CredentialServices.Dav)).Status);
    }

    [Fact]
    public async Task Given_a_mobile_password_when_used_elsewhere_then_it_opens_the_contact_book_and_nothing_else()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync(mobile.Password, service: CredentialServices.Dav)).Status);
        foreach (var service in new[] { CredentialServices.WebUI, CredentialServices.WebAdminUI, CredentialServices.Imap, CredentialServices.Pop3, CredentialServices.Smtp, CredentialServices.MobileApp })
        {
            Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync(mobile.Password, service: service)).Status);
        }
    }

    [Fact]
    public async Task Given_a_credential_for_other_services_when_the_account_password_comes_then_it_still_opens_mobile_sync()
    {
        var account = await directory.AddAccountAsync();
        await directory.Writer.AddCredentialAsync(AdminActor.Server, account.Key, null, "mailer", CredentialServices.Imap | CredentialServices.Smtp, None);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
    }

    [Fact]
    public async Task Given_a_disabled_mobile_password_when_used_then_it_is_wrong_and_the_account_password_opens_again()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account);
        await directory.Writer.UpdateCredentialAsync(AdminActor.Server, account.Key, mobile.Credential.Id, null, null, false, None);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync(mobile.Password)).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
    }

    [Fact]
    public async Task Given_mobile_passwords_required_when_the_account_has_none_then_its_password_opens_no_mobile_sync()
    {
        await directory.AddAccountAsync("alice@example.test", "secret", ("carbonioMobilePasswordRequired", "TRUE"));
        Assert.Equal(AuthenticationStatus.MobilePasswordRequired, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret", service: CredentialServices.WebUI)).Status);
    }

    [Fact]
    public async Task Given_a_chosen_mobile_password_when_used_then_it_is_hashed_slowly_once_and_opens_mobile_sync()
    {
        var account = await directory.AddAccountAsync();
        await AddAsync(account, "chosen one");
        await AddAsync(account, "chosen two");
        var before = directory.Hashes;
        var result = await directory.LoginAsync("chosen two");
        Assert.Equal(AuthenticationStatus.Success, result.Status);
        Assert.Equal(1, directory.Hashes - before);
    }

    [Fact]
    public async Task Given_a_chosen_mobile_password_that_equals_the_account_password_when_used_then_it_counts_as_the_mobile_password()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account, "secret");
        Assert.Equal(mobile.Credential.Id, (await directory.LoginAsync("secret")).Proof!.CredentialId);
    }

    [Fact]
    public async Task Given_a_generated_password_when_typed_without_hyphens_and_in_capitals_then_it_is_the_same()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account);
        Assert.Matches("^([a-km-np-z2-9]{4}-){6}[a-km-np-z2-9]{4}$", mobile.Password);
        var before = directory.Hashes;
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync(mobile.Password.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant())).Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync(mobile.Password[..^1])).Status);
        Assert.Equal(1, directory.Hashes - before); // only the wrong one
    }

    [Theory]
    [InlineData("locked", AuthenticationStatus.AccountLocked)]
    [InlineData("closed", AuthenticationStatus.AccountClosed)]
    [InlineData("maintenance", AuthenticationStatus.AccountMaintenance)]
    public async Task Given_an_account_that_may_not_log_in_when_the_password_is_right_then_the_status_says_why(string status, AuthenticationStatus expected)
    {
        var account = await directory.AddAccountAsync();
        var proof = (await directory.LoginAsync("secret")).Proof!;
        await directory.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, new Dictionary<string, string> { ["zimbraAccountStatus"] = status }, null, None);
        Assert.Equal(expected, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(expected, directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1")!.Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong")).Status);
    }

    [Fact]
    public async Task Given_every_kind_of_failure_when_hashes_are_counted_then_each_costs_one()
    {
        await directory.AddAccountAsync("plain@example.test");
        var mobile = await directory.AddAccountAsync("mobile@example.test");
        await AddAsync(mobile);
        await directory.AddAccountAsync("nopassword@example.test", null);
        var chosen = await directory.AddAccountAsync("chosen@example.test");
        await AddAsync(chosen, "chosen");
        await directory.AddAccountAsync("closed@example.test", "secret", ("zimbraAccountStatus", "closed"));

        foreach (var login in new[] { "plain", "mobile", "nopassword", "chosen", "closed", "nobody", "nobody@nowhere.test", "not an address" })
        {
            var before = directory.Hashes;
            Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong", login)).Status);
            Assert.Equal(1, directory.Hashes - before);
        }
    }

    [Fact]
    public async Task Given_a_right_password_when_repeated_then_it_costs_no_hash_for_ten_minutes()
    {
        await directory.AddAccountAsync();
        await directory.LoginAsync("secret");
        var before = directory.Hashes;
        directory.Time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(0, directory.Hashes - before);
        directory.Time.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(1, directory.Hashes - before);
    }

    [Fact]
    public async Task Given_several_devices_with_own_passwords_when_they_alternate_then_none_costs_a_hash_again()
    {
        var account = await directory.AddAccountAsync();
        foreach (var password in new[] { "one", "two", "three", "four" })
        {
            await AddAsync(account, password);
        }

        foreach (var password in new[] { "one", "two", "three", "four" })
        {
            await directory.LoginAsync(password);
        }

        var before = directory.Hashes;
        foreach (var password in new[] { "one", "two", "three", "four", "one" })
        {
            Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync(password)).Status);
        }

        Assert.Equal(0, directory.Hashes - before);
    }

    [Fact]
    public async Task Given_a_changed_password_when_the_old_one_comes_then_cache_and_proof_are_void()
    {
        var account = await directory.AddAccountAsync();
        var proof = (await directory.LoginAsync("secret")).Proof!;
        await directory.Writer.SetPasswordAsync(AdminActor.Server, account.Key, "another", None);
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("secret")).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("another")).Status);

        await directory.Writer.SetPasswordAsync(AdminActor.Server, account.Key, "secret", None);
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1")); // same text, newer version
    }

    [Fact]
    public async Task Given_a_proof_of_the_account_password_when_a_mobile_password_is_added_then_it_is_void_for_mobile_sync()
    {
        var account = await directory.AddAccountAsync();
        var proof = (await directory.LoginAsync("secret")).Proof!;
        Assert.NotNull(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
        var mobile = await AddAsync(account);
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
        Assert.NotNull(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.WebUI, "192.0.2.1"));
        Assert.Equal(AuthenticationStatus.MobilePasswordRequired, (await directory.LoginAsync("secret")).Status);

        await directory.Writer.DeleteCredentialAsync(AdminActor.Server, account.Key, mobile.Credential.Id, None);
        Assert.NotNull(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
    }

    [Fact]
    public async Task Given_a_proof_of_a_mobile_password_when_that_is_disabled_or_deleted_then_it_is_void()
    {
        var account = await directory.AddAccountAsync();
        var mobile = await AddAsync(account);
        var proof = (await directory.LoginAsync(mobile.Password)).Proof!;
        Assert.Equal(mobile.Credential.Id, proof.CredentialId);

        await directory.Writer.UpdateCredentialAsync(AdminActor.Server, account.Key, proof.CredentialId, null, null, false, None);
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, mobile.Password, CredentialServices.Eas, "192.0.2.1"));
        await directory.Writer.UpdateCredentialAsync(AdminActor.Server, account.Key, proof.CredentialId, "label", null, true, None);
        Assert.NotNull(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, mobile.Password, CredentialServices.Eas, "192.0.2.1"));
        await directory.Writer.DeleteCredentialAsync(AdminActor.Server, account.Key, proof.CredentialId, None);
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, mobile.Password, CredentialServices.Eas, "192.0.2.1"));
    }

    [Fact]
    public async Task Given_a_stored_proof_when_read_on_another_instance_then_it_holds_for_its_account_and_password_only()
    {
        await directory.AddAccountAsync();
        await directory.AddAccountAsync("bob@example.test");
        var bytes = (await directory.LoginAsync("secret")).Proof!.ToBytes();
        using var other = directory.Other();
        Assert.True(PasswordProof.TryRead(bytes, out var proof));
        var before = other.Hashes;
        Assert.Equal(AuthenticationStatus.Success, other.Authenticator.TryProof(await other.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1")!.Status);
        Assert.Null(other.Authenticator.TryProof(await other.ViewAsync(), proof, "Secret", CredentialServices.Eas, "192.0.2.1"));
        Assert.Null(other.Authenticator.TryProof(await other.ViewAsync("bob@example.test"), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
        Assert.Equal(0, other.Hashes - before);

        using var anotherKey = new DirectoryInstance(directory.Store, directory.Time, directory.Options, [.. Enumerable.Repeat((byte)7, 32)]);
        Assert.Null(anotherKey.Authenticator.TryProof(await anotherKey.ViewAsync(), proof, "secret", CredentialServices.Eas, "192.0.2.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 2, 3 })]
    public void Given_bytes_that_are_no_proof_when_read_then_they_prove_nothing(byte[]? bytes) => Assert.False(PasswordProof.TryRead(bytes, out _));

    [Fact]
    public void Given_a_short_server_key_when_used_then_the_start_fails_by_name()
    {
        Assert.Contains("server key", Assert.Throws<ArgumentException>(() => new PasswordProofs(new byte[31])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_the_real_derivation_when_a_password_is_checked_then_right_and_wrong_differ()
    {
        using var hasher = new PasswordHasher(new DirectoryOptions { HashRounds = 1000 });
        var salt = new byte[16];
        var verifier = await hasher.TryMakeVerifierAsync("password", salt, None);
        Assert.Equal(verifier!.Hash, await hasher.TryDeriveAsync("password", salt, 1000, None));
        Assert.NotEqual(verifier.Hash, await hasher.TryDeriveAsync("Password", salt, 1000, None));
        Assert.Equal(600_000, new DirectoryOptions().HashRounds);
    }

    private async Task<NewCredential> AddAsync(Account account, string? password = null) =>
        (await directory.Writer.AddCredentialAsync(AdminActor.Server, account.Key, password, "phone", CredentialServices.Eas, None)).Value!;
}
