using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class EasLoginPolicyTests : IDisposable
{
    private const string Inside = "192.0.2.7";
    private const string Outside = "203.0.113.9";

    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.77/24", "192.0.2.1", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/23", "192.0.3.255", true)]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7/32", "::ffff:192.0.2.7", true)]
    [InlineData("198.51.100.0/24, 2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("192.0.2.0/24", "not an address", false)]
    [InlineData("192.0.2.0/24", "", false)]
    public void Given_networks_when_an_address_is_looked_for_then_it_is_in_or_not(string networks, string address, bool isIn)
    {
        Assert.True(NetworkList.TryParse(networks, out var list));
        Assert.Equal(isIn, list.Contains(address));
    }

    [Theory]
    [InlineData("192.0.2.0/33")]
    [InlineData("2001:db8::/129")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("192.0.2")]
    [InlineData("10")]
    [InlineData("fe80::1%eth0/64")]
    [InlineData("example.com")]
    public void Given_what_is_no_network_when_read_then_it_is_refused(string text) => Assert.False(NetworkList.TryParse(text, out _));

    [Theory]
    [InlineData(NetworkList.MaximumNetworks - 1, true)]
    [InlineData(NetworkList.MaximumNetworks, true)]
    [InlineData(NetworkList.MaximumNetworks + 1, false)]
    public void Given_many_networks_when_read_then_there_is_a_bound(int count, bool good) =>
        Assert.Equal(good, NetworkList.TryParse(string.Join(',', Enumerable.Range(0, count).Select(i => $"10.0.{i}.0/24")), out _));

    [Fact]
    public async Task Given_a_policy_of_addresses_when_logged_in_then_only_trusted_ones_open_mobile_sync_with_and_without_a_proof()
    {
        await directory.AddAccountAsync();
        var proof = (await directory.LoginAsync("secret", client: Outside)).Proof!;
        await SetAsync(("carbonioAuthEasTrustedIpRange", "192.0.2.0/24"), ("carbonioAuthEas2faPolicy", "1"));
        Assert.Equal(AuthenticationStatus.AddressNotTrusted, (await directory.LoginAsync("secret", client: Outside)).Status);
        Assert.Equal(AuthenticationStatus.WrongPassword, (await directory.LoginAsync("wrong", client: Outside)).Status);
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret", client: Inside)).Status);
        Assert.Equal(AuthenticationStatus.AddressNotTrusted, await TryProofAsync(proof, Outside));
        Assert.Equal(AuthenticationStatus.Success, await TryProofAsync(proof, Inside));
        Assert.Equal(AuthenticationStatus.Success, (await directory.LoginAsync("secret", client: Outside, service: CredentialServices.WebUI)).Status);
    }

    [Fact]
    public async Task Given_a_policy_of_devices_when_one_logged_in_from_a_trusted_address_then_it_may_come_from_anywhere()
    {
        await directory.AddAccountAsync();
        await SetAsync(("carbonioAuthEasTrustedIpRange", "192.0.2.0/24"), ("carbonioAuthEas2faPolicy", "2"));
        Assert.Equal(AuthenticationStatus.AddressNotTrusted, (await directory.LoginAsync("secret", client: Outside)).Status);
        var proof = (await directory.LoginAsync("secret", client: Inside)).Proof!;
        Assert.Equal(AuthenticationStatus.Success, await TryProofAsync(proof, Outside));

        // A device that this process knows nothing of is no trusted one because another is.
        Assert.Equal(AuthenticationStatus.AddressNotTrusted, (await directory.LoginAsync("secret", client: Outside)).Status);
    }

    [Fact]
    public async Task Given_addresses_that_may_not_change_when_a_device_moves_then_it_is_refused_unless_the_new_one_is_trusted()
    {
        await directory.AddAccountAsync();
        var old = new PasswordProof("", (await directory.LoginAsync("secret", client: Inside)).Proof!.Mac); // of a release that noted no network
        await SetAsync(("carbonioAuthEasIpCanChange", "FALSE"), ("carbonioAuthEasTrustedIpRange", "198.51.100.0/24"));
        Assert.Null(await TryProofAsync(old, Inside));
        Assert.True(PasswordProof.TryRead((await directory.LoginAsync("secret", client: Inside)).Proof!.ToBytes(), out var proof));
        Assert.Equal(AuthenticationStatus.Success, await TryProofAsync(proof, Inside));
        Assert.Equal(AuthenticationStatus.AddressNotTrusted, await TryProofAsync(proof, Outside));
        Assert.Equal(AuthenticationStatus.Success, await TryProofAsync(proof, "198.51.100.1"));
        Assert.Null(directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "wrong", CredentialServices.Eas, Outside));
    }

    [Fact]
    public async Task Given_right_passwords_from_where_none_may_log_in_when_repeated_then_they_are_slowed_like_wrong_ones()
    {
        await directory.AddAccountAsync();
        await SetAsync(("carbonioAuthEas2faPolicy", "1"));
        for (var i = 0; i < LoginLimiter.FreeFailures; i++)
        {
            Assert.Equal(AuthenticationStatus.AddressNotTrusted, (await directory.LoginAsync("secret", client: Outside)).Status);
        }

        Assert.Equal(AuthenticationStatus.SlowDown, (await directory.LoginAsync("secret", client: Outside)).Status);
    }

    [Theory]
    [InlineData("carbonioAuthEasTrustedIpRange", "192.0.2.9/24,2001:db8::1", "192.0.2.0/24,2001:db8::1/128")]
    [InlineData("carbonioAuthEasTrustedIpRange", "everywhere", null)]
    [InlineData("carbonioAuthEas2faPolicy", "2", "2")]
    [InlineData("carbonioAuthEas2faPolicy", "3", null)]
    [InlineData("carbonioAuthEasIpCanChange", "false", "FALSE")]
    public void Given_a_value_when_normalised_then_it_is_checked(string name, string value, string? stored)
    {
        Assert.Equal(stored is not null, ConfigurationAttributes.Find(name)!.TryNormalize(value, out var normalized));
        Assert.Equal(stored, normalized);
    }

    private async Task SetAsync(params (string Name, string Value)[] attributes) =>
        Assert.True((await directory.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", attributes.ToDictionary(a => a.Name, a => a.Value), null, None)).IsDone);

    private async Task<AuthenticationStatus?> TryProofAsync(PasswordProof proof, string client) =>
        directory.Authenticator.TryProof(await directory.ViewAsync(), proof, "secret", CredentialServices.Eas, client)?.Status;
}
