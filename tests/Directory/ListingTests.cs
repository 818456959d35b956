using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class ListingTests : IDisposable
{
    private readonly DirectoryInstance here;
    private readonly DirectoryInstance there;

    public ListingTests()
    {
        here = new();
        there = here.Other();
    }

    public void Dispose()
    {
        here.Dispose();
        there.Dispose();
    }

    [Fact]
    public async Task Given_two_tenants_when_one_is_listed_then_only_its_accounts_come_with_what_holds_for_them()
    {
        var alice = await here.AddAccountAsync();
        await here.AddAccountAsync("bob@example.test", attributes: ("displayName", "Bob"));
        await here.AddAccountAsync("mallory@other.test");
        await here.Writer.ModifyServiceAsync(AdminActor.Server, AttributeScopes.Global, new Dictionary<string, string> { ["zimbraMailQuota"] = "4711" }, null, None);

        var listing = await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);

        Assert.Equal(["alice@example.test", "bob@example.test"], Addresses(listing));
        Assert.All(listing!.Accounts, account => Assert.Equal(4711, account.Attributes.Integer(ConfigurationAttributes.MailQuota)));
        Assert.Equal("example.test", listing.Accounts[0].Domain);
    }

    [Fact]
    public async Task Given_a_warm_listing_when_it_is_asked_for_again_then_nothing_is_read_and_it_is_the_same()
    {
        var alice = await here.AddAccountAsync();
        var first = await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        var reads = here.Store.Reads;

        Assert.Same(first, await here.Reader.ListAccountsAsync(alice.Key.Tenant, None));
        Assert.Equal(reads, here.Store.Reads);
    }

    [Fact]
    public async Task Given_a_warm_listing_when_five_seconds_passed_then_only_the_two_version_rows_are_read()
    {
        var alice = await here.AddAccountAsync();
        var first = await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        here.Time.Advance(TimeSpan.FromSeconds(5));
        var reads = here.Store.Reads;

        Assert.Same(first, await here.Reader.ListAccountsAsync(alice.Key.Tenant, None));
        Assert.Equal(reads + 2, here.Store.Reads);
    }

    [Fact]
    public async Task Given_a_change_elsewhere_when_it_is_noticed_then_only_what_changed_is_read()
    {
        var alice = await here.AddAccountAsync();
        var bob = await here.AddAccountAsync("bob@example.test");
        await there.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        await here.AddAccountAsync("carol@example.test");
        await here.Writer.ModifyAccountAsync(AdminActor.Server, alice.Key, new Dictionary<string, string> { ["displayName"] = "Alice" }, null, None);
        await here.Writer.DeleteAccountAsync(AdminActor.Server, bob.Key, null, None);
        Assert.Equal(["alice@example.test", "bob@example.test"], Addresses(await there.Reader.ListAccountsAsync(alice.Key.Tenant, None)));
        there.Time.Advance(TimeSpan.FromSeconds(5));
        var rows = there.Store.RowsRead;

        var listing = await there.Reader.ListAccountsAsync(alice.Key.Tenant, None);

        Assert.Equal(["alice@example.test", "carol@example.test"], Addresses(listing));
        Assert.Contains(listing!.Accounts, account => account.Attributes.Text(ConfigurationAttributes.DisplayName) == "Alice");

        // Two version rows, three accounts, and the domain's row, for creating it again names it as changed.
        Assert.InRange(there.Store.RowsRead - rows, 5, 6);
    }

    [Fact]
    public async Task Given_a_change_here_when_it_is_made_then_the_listing_has_it_at_once()
    {
        var alice = await here.AddAccountAsync();
        await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);

        await here.AddAccountAsync("bob@example.test");

        Assert.Equal(["alice@example.test", "bob@example.test"], Addresses(await here.Reader.ListAccountsAsync(alice.Key.Tenant, None)));
    }

    [Fact]
    public async Task Given_a_change_of_what_accounts_inherit_when_it_is_made_then_the_listing_has_it()
    {
        var alice = await here.AddAccountAsync();
        await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);

        await here.Writer.ModifyCosAsync(AdminActor.Server, "default", new Dictionary<string, string> { ["zimbraHideInGal"] = "TRUE" }, null, None);

        var listing = await here.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        Assert.True(Assert.Single(listing!.Accounts).Attributes.Boolean(ConfigurationAttributes.HideInGal));
    }

    [Fact]
    public async Task Given_more_changes_than_the_version_row_names_when_noticed_then_all_is_read_anew()
    {
        var alice = await here.AddAccountAsync();
        await there.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        await here.AddAccountAsync("bob@example.test");
        for (var i = 0; i < 257; i++)
        {
            await here.Writer.ModifyAccountAsync(AdminActor.Server, alice.Key, new Dictionary<string, string> { ["zimbraMailQuota"] = i.ToString(provider: null) }, null, None);
        }

        there.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["alice@example.test", "bob@example.test"], Addresses(await there.Reader.ListAccountsAsync(alice.Key.Tenant, None)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task Given_two_accounts_when_so_many_may_be_listed_then_fewer_give_no_listing(int maximum, bool isListed)
    {
        var alice = await here.AddAccountAsync();
        await here.AddAccountAsync("bob@example.test");
        using var small = new DirectoryInstance(here.Store, here.Time, new DirectoryOptions { HashRounds = 1000, ListedAccounts = maximum });

        Assert.Equal(isListed, await small.Reader.ListAccountsAsync(alice.Key.Tenant, None) is not null);
    }

    [Fact]
    public async Task Given_a_tenant_that_was_too_large_when_it_has_become_smaller_then_it_is_listed_after_ten_minutes()
    {
        var alice = await here.AddAccountAsync();
        var bob = await here.AddAccountAsync("bob@example.test");
        using var small = new DirectoryInstance(here.Store, here.Time, new DirectoryOptions { HashRounds = 1000, ListedAccounts = 1 });
        Assert.Null(await small.Reader.ListAccountsAsync(alice.Key.Tenant, None));
        await here.Writer.DeleteAccountAsync(AdminActor.Server, bob.Key, null, None);

        here.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(await small.Reader.ListAccountsAsync(alice.Key.Tenant, None));
        here.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(["alice@example.test"], Addresses(await small.Reader.ListAccountsAsync(alice.Key.Tenant, None)));
    }

    [Fact]
    public async Task Given_more_accounts_than_stay_in_memory_when_another_tenant_is_listed_then_the_one_not_asked_for_longest_goes()
    {
        var alice = await here.AddAccountAsync();
        var mallory = await here.AddAccountAsync("mallory@other.test");
        using var small = new DirectoryInstance(here.Store, here.Time, new DirectoryOptions { HashRounds = 1000, CachedListedAccounts = 1 });
        var first = await small.Reader.ListAccountsAsync(alice.Key.Tenant, None);
        var second = await small.Reader.ListAccountsAsync(mallory.Key.Tenant, None);

        Assert.Same(second, await small.Reader.ListAccountsAsync(mallory.Key.Tenant, None));
        Assert.NotSame(first, await small.Reader.ListAccountsAsync(alice.Key.Tenant, None));
    }

    private static IEnumerable<string> Addresses(AccountListing? listing) => listing!.Accounts.Select(account => account.Address).Order(StringComparer.Ordinal);
}
