using Carbonio.Cloud.Storage;
using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class FreshnessTests : IDisposable
{
    private readonly DirectoryInstance here;
    private readonly DirectoryInstance there;

    public FreshnessTests()
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
    public async Task Given_a_warm_account_when_looked_up_again_then_nothing_is_read_and_the_view_is_the_same()
    {
        await here.AddAccountAsync();
        var first = await here.ViewAsync();
        var reads = here.Store.Reads;
        var second = await here.ViewAsync();
        Assert.Same(first, second);
        Assert.Same(first, await here.Reader.FindAccountAsync(first.Key, None));
        Assert.Equal(reads, here.Store.Reads);
    }

    [Fact]
    public async Task Given_a_warm_account_when_five_seconds_passed_then_only_the_two_version_rows_are_read()
    {
        await here.AddAccountAsync();
        await here.ViewAsync();
        here.Time.Advance(TimeSpan.FromSeconds(5));
        var reads = here.Store.Reads;
        await here.ViewAsync();
        await here.ViewAsync();
        Assert.Equal(reads + 2, here.Store.Reads);
    }

    [Fact]
    public async Task Given_a_change_elsewhere_when_less_than_five_seconds_passed_then_the_old_view_holds_and_after_them_the_new_one()
    {
        var account = await here.AddAccountAsync();
        Assert.Equal("alice@example.test", (await there.ViewAsync()).DisplayName);
        await here.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, new Dictionary<string, string> { ["displayName"] = "Alice" }, null, None);
        Assert.Equal("Alice", (await here.ViewAsync()).DisplayName);

        there.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal("alice@example.test", (await there.ViewAsync()).DisplayName);
        there.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("Alice", (await there.ViewAsync()).DisplayName);
    }

    [Fact]
    public async Task Given_a_change_elsewhere_when_noticed_then_other_accounts_stay_in_the_cache()
    {
        var alice = await here.AddAccountAsync();
        await here.AddAccountAsync("bob@example.test");
        await there.ViewAsync();
        var bob = await there.ViewAsync("bob@example.test");
        await here.Writer.ModifyAccountAsync(AdminActor.Server, alice.Key, new Dictionary<string, string> { ["displayName"] = "Alice" }, null, None);
        there.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Same(bob, await there.ViewAsync("bob@example.test"));
        Assert.Equal("Alice", (await there.ViewAsync()).DisplayName);
    }

    [Fact]
    public async Task Given_more_changes_than_the_version_row_names_when_noticed_then_everything_is_forgotten()
    {
        var alice = await here.AddAccountAsync();
        await here.AddAccountAsync("bob@example.test");
        var bob = await there.ViewAsync("bob@example.test");
        for (var i = 0; i < 257; i++)
        {
            await here.Writer.ModifyAccountAsync(AdminActor.Server, alice.Key, new Dictionary<string, string> { ["zimbraMailQuota"] = i.ToString(provider: null) }, null, None);
        }

        there.Time.Advance(TimeSpan.FromSeconds(5));
        var again = await there.ViewAsync("bob@example.test");
        Assert.NotSame(bob, again);
        Assert.Equal(256, (await there.ViewAsync()).MailQuotaBytes);
    }

    [Fact]
    public async Task Given_a_class_and_a_domain_changed_elsewhere_when_noticed_then_views_are_made_anew_without_reading_accounts()
    {
        await here.AddAccountAsync();
        await there.ViewAsync();
        await here.Writer.ModifyCosAsync(AdminActor.Server, "default", new Dictionary<string, string> { ["zimbraFeatureMobileSyncEnabled"] = "FALSE" }, null, None);
        await here.Writer.ModifyDomainAsync(AdminActor.Server, "example.test", new Dictionary<string, string> { ["carbonioMobilePasswordRequired"] = "TRUE" }, null, None);
        there.Time.Advance(TimeSpan.FromSeconds(5));
        var reads = there.Store.Reads;
        var view = await there.ViewAsync();
        Assert.False(view.MobileSyncEnabled);
        Assert.True(view.MobilePasswordRequired);
        Assert.Equal(reads + 4, there.Store.Reads); // two versions, the class, the domain
    }

    [Fact]
    public async Task Given_a_missing_address_when_asked_again_then_nothing_is_read_until_it_is_made()
    {
        await here.AddAccountAsync();
        Assert.Null(await there.Reader.FindAccountByAddressAsync("carol@example.test", None));
        var reads = there.Store.Reads;
        Assert.Null(await there.Reader.FindAccountByAddressAsync("carol@example.test", None));
        Assert.Equal(reads, there.Store.Reads);

        await here.AddAccountAsync("carol@example.test");
        there.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await there.Reader.FindAccountByAddressAsync("carol@example.test", None));
    }

    [Fact]
    public async Task Given_a_missing_domain_when_made_elsewhere_then_its_accounts_are_found_after_five_seconds()
    {
        Assert.Null(await there.Reader.FindAccountByAddressAsync("alice@example.test", None));
        await here.AddAccountAsync();
        there.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(await there.Reader.FindAccountByAddressAsync("alice@example.test", None));
    }

    [Fact]
    public async Task Given_own_changes_when_made_then_they_hold_at_once()
    {
        var account = await here.AddAccountAsync();
        Assert.Null(await here.Reader.FindAccountByAddressAsync("ally@example.test", None));
        await here.ViewAsync();
        await here.Writer.AddAliasAsync(AdminActor.Server, account.Key, "ally@example.test", None);
        Assert.Equal(account.Key, (await here.ViewAsync("Ally@example.test")).Key);
        var added = await here.Writer.AddCredentialAsync(AdminActor.Server, account.Key, null, "phone", CredentialServices.Eas, None);
        Assert.Equal(added.Value!.Credential.Id, Assert.Single((await here.ViewAsync()).Credentials).Id);
        await here.Writer.RemoveAliasAsync(AdminActor.Server, account.Key, "ally@example.test", None);
        Assert.Null(await here.Reader.FindAccountByAddressAsync("ally@example.test", None));
        await here.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, null, None);
        Assert.Null(await here.Reader.FindAccountByAddressAsync("alice@example.test", None));
        Assert.Null(await here.Reader.FindAccountAsync(account.Key, None));
    }

    [Fact]
    public async Task Given_a_slow_version_read_when_the_knowledge_is_not_too_old_then_other_requests_do_not_wait()
    {
        var gated = new GatedStore(here.Store);
        using var instance = new DirectoryInstance(gated, here.Time, here.Options);
        await here.AddAccountAsync();
        var view = await instance.ViewAsync();
        gated.Close();
        instance.Time.Advance(TimeSpan.FromSeconds(6));
        var pays = instance.Reader.FindAccountAsync(view.Key, None).AsTask();
        Assert.False(pays.IsCompleted);

        // The global row is being read for the one that pays; the next request goes on and pays for the tenant's.
        var paysToo = instance.Reader.FindAccountAsync(view.Key, None).AsTask();
        Assert.False(paysToo.IsCompleted);
        Assert.True(instance.Reader.FindAccountAsync(view.Key, None).AsTask().IsCompletedSuccessfully);

        instance.Time.Advance(TimeSpan.FromSeconds(4));
        var tooOld = instance.Reader.FindAccountAsync(view.Key, None).AsTask();
        Assert.False(tooOld.IsCompleted);
        gated.Open();
        Assert.Same(view, await pays);
        Assert.Same(view, await paysToo);
        Assert.Same(view, await tooOld);
    }

    [Fact]
    public async Task Given_a_row_read_before_a_change_when_the_change_is_noticed_first_then_the_old_row_is_not_kept()
    {
        var account = await here.AddAccountAsync();
        var gated = new GatedStore(here.Store);
        using var instance = new DirectoryInstance(gated, here.Time, here.Options);
        await instance.Reader.FindDomainAsync("example.test", None);
        gated.CloseAfterReading(); // the read sees the old row, its answer is held back
        var slow = instance.Reader.FindAccountAsync(account.Key, None).AsTask();
        await here.Writer.ModifyAccountAsync(AdminActor.Server, account.Key, new Dictionary<string, string> { ["displayName"] = "Alice" }, null, None);
        instance.Time.Advance(TimeSpan.FromSeconds(5));
        gated.HoldNothingNew();
        await instance.Reader.FindDomainAsync("example.test", None); // notices the change
        gated.Open();
        await slow;
        Assert.Equal("Alice", (await instance.ViewAsync()).DisplayName);
    }

    [Fact]
    public async Task Given_more_accounts_than_the_cache_holds_when_all_are_looked_up_then_memory_stays_bounded_and_answers_right()
    {
        using var small = new DirectoryInstance(here.Store, here.Time, new DirectoryOptions { CachedAccounts = 4 });
        foreach (var name in new[] { "a", "b", "c", "d", "e", "f", "g", "h" })
        {
            await here.AddAccountAsync($"{name}@example.test");
        }

        foreach (var name in new[] { "a", "b", "c", "d", "e", "f", "g", "h", "a", "b" })
        {
            Assert.Equal($"{name}@example.test", (await small.ViewAsync($"{name}@example.test")).Address);
        }

        var reads = small.Store.Reads;
        await small.ViewAsync("b@example.test");
        Assert.Equal(reads, small.Store.Reads);
        await small.ViewAsync("c@example.test");
        Assert.True(small.Store.Reads > reads);
    }

    [Fact]
    public void Given_a_bounded_cache_when_filled_far_beyond_its_capacity_then_it_never_holds_more()
    {
        var cache = new GenerationalCache<int, int>(100);
        for (var i = 0; i < 10_000; i++)
        {
            cache.Set(i, i);
            cache.TryGet(i / 2, out _);
            Assert.InRange(cache.Count, 1, 100);
        }

        Assert.True(cache.TryGet(9_999, out var last));
        Assert.Equal(9_999, last);
    }

    [Fact]
    public void Given_long_keys_when_the_version_row_is_written_then_it_stays_below_the_limit_of_a_text()
    {
        var version = DirectoryVersion.None;
        for (var i = 0; i < 300; i++)
        {
            version = version.After([$"n!{new string('a', 400)}{i}"]);
        }

        Assert.InRange(version.ToProperties()["keys"].AsString().Length, 20_000, StorageLimits.MaximumStringCharacters);
        Assert.Equal(300, version.Number);
        Assert.Equal(2, version.Since(298)!.Count());
        Assert.Null(version.Since(100));
    }
}
