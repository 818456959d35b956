using Carbonio.Cloud.Storage;
using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class WriterTests : IDisposable
{
    private readonly DirectoryInstance directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Given_a_domain_when_created_again_then_it_exists_with_what_the_first_made()
    {
        var first = await directory.Writer.CreateDomainAsync(AdminActor.Server, "Example.test", null, null, None);
        var second = await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, new Dictionary<string, string> { ["zimbraMailQuota"] = "5" }, None);
        Assert.Equal(DirectoryStatus.Done, first.Status);
        Assert.Equal(DirectoryStatus.Exists, second.Status);
        Assert.Equal(first.Value!.Tenant, second.Value!.Tenant);
        Assert.Empty(second.Value.Attributes);
    }

    [Fact]
    public async Task Given_a_domain_of_one_tenant_when_created_in_another_then_it_is_taken()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "first", null, None);
        Assert.Equal(DirectoryStatus.Taken, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "second", null, None)).Status);
        Assert.Equal(["first"], (await directory.Lists.TenantsAsync(100, null, None)).Items.Select(t => t.Name));
    }

    [Fact]
    public async Task Given_a_tenant_name_when_two_domains_name_it_then_they_share_the_tenant()
    {
        var one = await directory.Writer.CreateDomainAsync(AdminActor.Server, "one.test", "Acme", null, None);
        var two = await directory.Writer.CreateDomainAsync(AdminActor.Server, "two.test", "ACME", null, None);
        Assert.Equal(one.Value!.Tenant, two.Value!.Tenant);
        Assert.Equal("Acme", (await directory.Reader.FindTenantAsync(one.Value.Tenant, None))!.Name);
    }

    [Fact]
    public async Task Given_a_claim_without_its_domain_after_a_crash_when_created_again_then_it_is_finished()
    {
        await CrashAtSecondWriteAsync(() => directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None));
        Assert.Null(await directory.Reader.FindDomainAsync("example.test", None));
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None)).Status);
        Assert.NotNull(await directory.Reader.FindDomainAsync("example.test", None));
    }

    [Fact]
    public async Task Given_a_domain_with_an_alias_only_when_deleted_then_it_is_in_use_until_the_alias_is_gone()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "acme", null, None);
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "other.test", "acme", null, None);
        var account = await directory.AddAccountAsync();
        await directory.Writer.AddAliasAsync(AdminActor.Server, account.Key, "alice@other.test", None);
        var refused = await directory.Writer.DeleteDomainAsync(AdminActor.Server, "other.test", null, None);
        Assert.Equal(DirectoryStatus.InUse, refused.Status);
        Assert.Contains("alice@other.test", refused.Message, StringComparison.Ordinal);
        await directory.Writer.RemoveAliasAsync(AdminActor.Server, account.Key, "alice@other.test", None);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.DeleteDomainAsync(AdminActor.Server, "other.test", null, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.DeleteDomainAsync(AdminActor.Server, "other.test", null, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "other.test", "somebody else", null, None)).Status);
    }

    [Fact]
    public async Task Given_a_deletion_of_a_domain_stopped_half_way_when_repeated_then_it_is_finished()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None);
        await CrashAtSecondWriteAsync(() => directory.Writer.DeleteDomainAsync(AdminActor.Server, "example.test", null, None));
        Assert.Equal(DirectoryStatus.Taken, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "another", null, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.DeleteDomainAsync(AdminActor.Server, "example.test", null, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "another", null, None)).Status);
    }

    [Fact]
    public async Task Given_a_tenant_with_a_domain_when_deleted_then_it_is_in_use()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", "acme", null, None);
        Assert.Equal(DirectoryStatus.InUse, (await directory.Writer.DeleteTenantAsync(AdminActor.Server, "acme", None)).Status);
        await directory.Writer.DeleteDomainAsync(AdminActor.Server, "example.test", null, None);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.DeleteTenantAsync(AdminActor.Server, "ACME", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.DeleteTenantAsync(AdminActor.Server, "acme", None)).Status);
    }

    [Fact]
    public async Task Given_a_tenant_when_renamed_then_only_its_new_name_finds_it()
    {
        await directory.Writer.CreateTenantAsync(AdminActor.Server, "acme", None);
        await directory.Writer.CreateTenantAsync(AdminActor.Server, "other", None);
        Assert.Equal(DirectoryStatus.Taken, (await directory.Writer.RenameTenantAsync(AdminActor.Server, "acme", "Other", None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.RenameTenantAsync(AdminActor.Server, "acme", "Acme", None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.RenameTenantAsync(AdminActor.Server, "acme", "Zenith", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.RenameTenantAsync(AdminActor.Server, "acme", "x", None)).Status);
    }

    [Fact]
    public async Task Given_an_address_in_use_when_an_account_is_made_then_it_exists_or_is_taken()
    {
        var account = await directory.AddAccountAsync();
        await directory.Writer.AddAliasAsync(AdminActor.Server, account.Key, "ally@example.test", None);
        Assert.Equal(DirectoryStatus.Exists, (await directory.Writer.CreateAccountAsync(AdminActor.Server, "ALICE@example.test", "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.Taken, (await directory.Writer.CreateAccountAsync(AdminActor.Server, "ally@example.test", "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.CreateAccountAsync(AdminActor.Server, "alice@nowhere.test", "x", null, None)).Status);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.CreateAccountAsync(AdminActor.Server, "bob@example.test", "", null, None)).Status);
    }

    [Fact]
    public async Task Given_an_alias_when_added_twice_then_the_second_changes_nothing_and_another_account_cannot_have_it()
    {
        var alice = await directory.AddAccountAsync();
        var bob = await directory.AddAccountAsync("bob@example.test");
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.AddAliasAsync(AdminActor.Server, alice.Key, "info@example.test", None)).Status);
        Assert.Equal(DirectoryStatus.Exists, (await directory.Writer.AddAliasAsync(AdminActor.Server, alice.Key, "INFO@example.test", None)).Status);
        Assert.Equal(DirectoryStatus.Taken, (await directory.Writer.AddAliasAsync(AdminActor.Server, bob.Key, "info@example.test", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.RemoveAliasAsync(AdminActor.Server, bob.Key, "info@example.test", None)).Status);
    }

    [Fact]
    public async Task Given_an_id_when_the_tenant_is_not_known_then_the_account_is_found_until_it_is_deleted()
    {
        var account = await directory.AddAccountAsync();
        Assert.Equal("alice@example.test", (await directory.Reader.FindAccountByIdAsync(account.Key.Account, None))!.Address);
        await directory.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, null, None);
        Assert.Null(await directory.Reader.FindAccountByIdAsync(account.Key.Account, None));
        await directory.Removals.CompleteAsync(account.Key, None);
        Assert.Empty(await directory.Store.ListAsync(DirectoryRows.GlobalPartition, DirectoryRows.AccountIdPrefix, None));
    }

    [Fact]
    public async Task Given_two_tenants_when_one_uses_ids_of_the_other_then_nothing_is_found_or_changed()
    {
        var alice = await directory.AddAccountAsync();
        var mallory = await directory.AddAccountAsync("mallory@evil.test");
        var crossing = new AccountKey(mallory.Key.Tenant, alice.Key.Account);
        var credential = (await directory.Writer.AddCredentialAsync(AdminActor.Server, alice.Key, null, "", CredentialServices.Eas, None)).Value!.Credential;

        Assert.Null(await directory.Reader.FindAccountAsync(crossing, None));
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.ModifyAccountAsync(AdminActor.Server, crossing, new Dictionary<string, string> { ["displayName"] = "x" }, null, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.SetPasswordAsync(AdminActor.Server, crossing, "x", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.AddAliasAsync(AdminActor.Server, crossing, "a@evil.test", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.AddCredentialAsync(AdminActor.Server, crossing, null, "", CredentialServices.Eas, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.DeleteCredentialAsync(AdminActor.Server, crossing, credential.Id, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.DeleteAccountAsync(AdminActor.Server, crossing, null, None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.AddAliasAsync(AdminActor.Server, mallory.Key, "alice2@example.test", None)).Status);
        Assert.Equal(DirectoryStatus.NotFound, (await directory.Writer.DeleteCredentialAsync(AdminActor.Server, mallory.Key, credential.Id, None)).Status);
        Assert.Equal(credential.Id, Assert.Single((await directory.ViewAsync()).Credentials).Id);
        Assert.Empty((await directory.Lists.AccountsAsync(mallory.Key.Tenant, "example.test", 100, null, None)).Items);
    }

    [Fact]
    public async Task Given_two_instances_when_both_make_the_same_address_then_one_wins()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None);
        using var other = directory.Other();
        var outcomes = await Task.WhenAll(
            directory.Writer.CreateAccountAsync(AdminActor.Server, "alice@example.test", "one", null, None),
            other.Writer.CreateAccountAsync(AdminActor.Server, "alice@example.test", "two", null, None));
        Assert.Equal([DirectoryStatus.Done, DirectoryStatus.Exists], outcomes.Select(o => o.Status).Order());
        Assert.Equal(outcomes[0].Value!.Key, outcomes[1].Value!.Key);
    }

    [Fact]
    public async Task Given_a_writer_that_loses_its_race_when_the_address_went_meanwhile_then_it_decides_anew()
    {
        await directory.Writer.CreateDomainAsync(AdminActor.Server, "example.test", null, null, None);
        using var loser = directory.Other();
        directory.Model.BeforeWrite = async _ =>
        {
            directory.Model.BeforeWrite = null;
            await directory.Writer.CreateAccountAsync(AdminActor.Server, "alice@example.test", "one", null, None);
        };
        var outcome = await loser.Writer.CreateAccountAsync(AdminActor.Server, "alice@example.test", "two", null, None);
        Assert.Equal(DirectoryStatus.Exists, outcome.Status);
        Assert.Equal(AuthenticationStatus.Success, (await loser.LoginAsync("one")).Status);
    }

    [Fact]
    public async Task Given_many_writers_on_two_instances_when_they_change_one_account_then_no_change_is_lost()
    {
        var account = await directory.AddAccountAsync();
        using var other = directory.Other();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            (i % 2 == 0 ? directory : other).Writer.AddAliasAsync(AdminActor.Server, account.Key, $"alias{i}@example.test", None)));
        directory.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(30, (await directory.ViewAsync()).Aliases.Count);
        Assert.Equal(30, (await other.ViewAsync()).Aliases.Count);
    }

    [Fact]
    public async Task Given_an_account_when_deleted_then_its_rows_are_gone_and_its_mailbox_waits_to_be_removed()
    {
        var account = await directory.AddAccountAsync();
        await directory.Writer.AddAliasAsync(AdminActor.Server, account.Key, "ally@example.test", None);
        await directory.Writer.AddCredentialAsync(AdminActor.Server, account.Key, null, "phone", CredentialServices.Eas, None);
        Assert.Empty(await RemovalsAsync());

        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, null, None)).Status);
        var removal = Assert.Single(await RemovalsAsync());
        Assert.Equal((account.Key, "alice@example.test"), (removal.Key, removal.Address));
        Assert.Empty(await directory.Store.ListAsync(DirectoryRows.Partition(account.Key.Tenant), "n!", None));
        Assert.Empty(await directory.Store.ListAsync(DirectoryRows.Partition(account.Key.Tenant), "cr!", None));

        await directory.Removals.CompleteAsync(account.Key, None);
        Assert.Empty(await RemovalsAsync());
        Assert.NotEqual(account.Key, (await directory.AddAccountAsync()).Key);
    }

    [Fact]
    public async Task Given_a_deletion_that_crashed_before_its_batch_when_an_hour_passed_then_the_mailbox_is_not_removed()
    {
        var account = await directory.AddAccountAsync();
        await CrashAtSecondWriteAsync(() => directory.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, null, None));
        Assert.Empty(await RemovalsAsync());
        directory.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Empty(await RemovalsAsync());
        Assert.Empty(await directory.Store.ListAsync(DirectoryRows.GlobalPartition, DirectoryRows.RemovalPrefix, None));
        Assert.NotNull(await directory.Reader.FindAccountAsync(account.Key, None));
    }

    [Fact]
    public async Task Given_the_most_aliases_and_credentials_when_one_more_is_asked_for_then_it_is_refused_and_the_account_can_be_deleted()
    {
        var account = await directory.AddAccountAsync();
        for (var i = 0; i < 40; i++)
        {
            await directory.Writer.AddAliasAsync(AdminActor.Server, account.Key, $"alias{i}@example.test", None);
            await directory.Writer.AddCredentialAsync(AdminActor.Server, account.Key, null, "", CredentialServices.Eas, None);
        }

        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.AddAliasAsync(AdminActor.Server, account.Key, "alias40@example.test", None)).Status);
        Assert.Equal(DirectoryStatus.Invalid, (await directory.Writer.AddCredentialAsync(AdminActor.Server, account.Key, null, "", CredentialServices.Eas, None)).Status);
        Assert.Equal(DirectoryStatus.Done, (await directory.Writer.DeleteAccountAsync(AdminActor.Server, account.Key, null, None)).Status);
    }

    [Fact]
    public async Task Given_many_accounts_when_listed_by_page_then_each_is_given_once()
    {
        for (var i = 0; i < 25; i++)
        {
            await directory.AddAccountAsync($"user{i:00}@example.test");
        }

        var tenant = (await directory.Reader.FindDomainAsync("example.test", None))!.Tenant;
        var found = new List<string>();
        string? continuation = null;
        do
        {
            var page = await directory.Lists.AccountsAsync(tenant, "example.test", 10, continuation, None);
            Assert.InRange(page.Items.Count, 1, 10);
            found.AddRange(page.Items.Select(a => a.Address));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"user{i:00}@example.test"), found.Order());
    }

    [Fact]
    public async Task Given_a_forged_continuation_when_listed_then_it_stays_in_its_list()
    {
        await directory.AddAccountAsync();
        Assert.Empty((await directory.Lists.DomainNamesAsync(10, "' or 1 eq 1", None)).Items);
        Assert.Empty((await directory.Lists.DomainNamesAsync(10, "zzzz", None)).Items);
        Assert.Equal(["example.test"], (await directory.Lists.DomainNamesAsync(10, "a", None)).Items);
    }

    private async Task<List<AccountRemoval>> RemovalsAsync()
    {
        var all = new List<AccountRemoval>();
        await foreach (var removal in directory.Removals.ListAsync(100, None))
        {
            all.Add(removal);
        }

        return all;
    }

    /// <summary>Lets one write through and loses the power at the next.</summary>
    private async Task CrashAtSecondWriteAsync(Func<Task> change)
    {
        var writes = 0;
        directory.Model.BeforeWrite = _ => ++writes == 2 ? throw new StoreUnavailableException("the power went") : Task.CompletedTask;
        await Assert.ThrowsAsync<StoreUnavailableException>(change);
        directory.Model.BeforeWrite = null;
    }
}
