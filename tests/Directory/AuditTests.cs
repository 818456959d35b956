using Carbonio.Cloud.Storage;
using static Carbonio.Cloud.Directory.Tests.DirectoryInstance;

namespace Carbonio.Cloud.Directory.Tests;

public sealed class AuditTests : IDisposable
{
    private static readonly AdminActor Desk = new("k7mp2xq9ab", "help desk", "delegated");

    private readonly DirectoryInstance directory = new();
    private readonly AuditLog log;

    public AuditTests() => log = new(directory.Store, directory.Time);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Given_each_change_there_is_when_made_then_the_log_tells_of_it_once_with_who_made_it()
    {
        var writer = directory.Writer;
        await writer.CreateTenantAsync(Desk, "spare", None);
        await writer.RenameTenantAsync(Desk, "spare", "spared", None);
        await writer.DeleteTenantAsync(Desk, "spared", None);
        await writer.CreateDomainAsync(Desk, "example.test", null, null, None);
        await writer.ModifyDomainAsync(Desk, "example.test", Set("zimbraMailQuota", "5"), null, None);
        await writer.CreateCosAsync(Desk, "small", null, None);
        await writer.ModifyCosAsync(Desk, "small", Set("zimbraMailQuota", "6"), null, None);
        await writer.DeleteCosAsync(Desk, "small", null, None);
        await writer.ModifyServiceAsync(Desk, AttributeScopes.Global, Set("zimbraMailQuota", "7"), null, None);
        var account = (await writer.CreateAccountAsync(Desk, "alice@example.test", "secret", null, None)).Value!;
        await writer.ModifyAccountAsync(Desk, account.Key, Set("displayName", "Alice"), null, None);
        await writer.SetPasswordAsync(Desk, account.Key, "other", None);
        await writer.AddAliasAsync(Desk, account.Key, "ally@example.test", None);
        await writer.RemoveAliasAsync(Desk, account.Key, "ally@example.test", None);
        var credential = (await writer.AddCredentialAsync(Desk, account.Key, null, "phone", CredentialServices.Eas, None)).Value!.Credential;
        await writer.UpdateCredentialAsync(Desk, account.Key, credential.Id, null, null, false, None);
        await writer.DeleteCredentialAsync(Desk, account.Key, credential.Id, None);
        var token = (await writer.CreateTokenAsync(Desk, AdminRole.Global, [], "", null, None)).Value!.Token;
        await writer.RevokeTokenAsync(Desk, token.Id, None);
        await writer.DeleteAccountAsync(Desk, account.Key, null, None);
        await writer.DeleteDomainAsync(Desk, "example.test", null, None);

        var told = await AllAsync(new());
        Assert.All(told, record => Assert.Equal(Desk, record.Entry.Actor));
        Assert.Equal(
            [
                "auth credential add credential", "auth credential delete credential", "auth credential update credential",
                "config set config", "prov addAccountAlias account", "prov createAccount account", "prov createCos cos",
                "prov createDomain domain", "prov createDomain tenant", "prov createTenant tenant", "prov deleteAccount account",
                "prov deleteCos cos", "prov deleteDomain domain", "prov deleteTenant tenant", "prov modifyAccount account",
                "prov modifyCos cos", "prov modifyDomain domain", "prov removeAccountAlias account", "prov renameTenant tenant",
                "prov setPassword account", "token add token", "token revoke token",
            ],
            told.Select(record => $"{record.Entry.Action} {record.Entry.Target.Kind}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Given_the_writer_when_a_method_changes_something_then_it_takes_who_changes_it()
    {
        var changes = typeof(DirectoryWriter).GetMethods().Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).ToList();
        Assert.True(changes.Count >= 21);
        Assert.All(changes, method => Assert.Equal(typeof(AdminActor), method.GetParameters()[0].ParameterType));
    }

    [Fact]
    public async Task Given_an_attribute_when_changed_and_changed_to_the_same_then_the_log_tells_before_and_after_once()
    {
        var account = await directory.AddAccountAsync("alice@example.test", "secret", ("displayName", "Alice"), ("company", "Acme"));
        directory.Time.Advance(TimeSpan.FromMinutes(1));
        await directory.Writer.ModifyAccountAsync(Desk, account.Key, Set("displayName", "Ally"), null, None);
        var writes = directory.Store.Writes;
        var again = await directory.Writer.ModifyAccountAsync(Desk, account.Key, Set("displayName", "Ally"), null, None);

        Assert.Equal(DirectoryStatus.Done, again.Status);
        Assert.Equal(writes, directory.Store.Writes);
        var entry = Assert.Single((await AllAsync(new() { Action = "prov modifyAccount" }))).Entry;
        Assert.Equal(("alice@example.test", "example.test", account.Key.Account), (entry.Target.Name, entry.Target.Domain, entry.Target.Account));
        Assert.Equal(directory.Time.GetUtcNow(), entry.At);
        Assert.Equal([KeyValuePair.Create("displayName", "Alice")], entry.Before!.Values);
        Assert.Equal([KeyValuePair.Create("displayName", "Ally")], entry.After!.Values);
    }

    [Fact]
    public async Task Given_passwords_and_tokens_when_set_then_no_secret_and_no_hash_stands_in_the_log()
    {
        var account = await directory.AddAccountAsync("alice@example.test", "first-secret");
        await directory.Writer.SetPasswordAsync(Desk, account.Key, "second-secret", None);
        var credential = (await directory.Writer.AddCredentialAsync(Desk, account.Key, "third-secret", "phone", CredentialServices.Eas, None)).Value!;
        var made = (await directory.Writer.AddCredentialAsync(Desk, account.Key, null, "tablet", CredentialServices.Eas, None)).Value!;
        var token = (await directory.Writer.CreateTokenAsync(Desk, AdminRole.Global, [], "root", null, None)).Value!;

        var texts = string.Join('\n', (await AllAsync(new())).Select(record => record.Entry.ToText()));
        Assert.Contains("tablet", texts, StringComparison.Ordinal);
        string[] secrets =
        [
            "-secret", made.Password, token.Text, token.Text[15..], Convert.ToBase64String(token.Token.SecretHash),
            Convert.ToBase64String(credential.Credential.Verifier.Hash.ToArray()), Convert.ToBase64String(made.Credential.Verifier.Hash.ToArray()),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, texts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_change_whose_batch_fails_when_listed_then_the_log_tells_nothing()
    {
        var account = await directory.AddAccountAsync();
        var before = (await AllAsync(new())).Count;
        directory.Model.BeforeWrite = _ => throw new StoreUnavailableException("down");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => directory.Writer.ModifyAccountAsync(Desk, account.Key, Set("displayName", "Ally"), null, None));
        directory.Model.BeforeWrite = null;
        Assert.Equal(before, (await AllAsync(new())).Count);
    }

    [Fact]
    public async Task Given_two_writers_at_once_when_one_loses_the_race_and_tries_again_then_each_change_is_told_once()
    {
        var account = await directory.AddAccountAsync();
        using var other = directory.Other();
        await Task.WhenAll(
            directory.Writer.ModifyAccountAsync(Desk, account.Key, Set("displayName", "Ally"), null, None),
            other.Writer.ModifyAccountAsync(Desk, account.Key, Set("company", "Acme"), null, None));
        Assert.Equal(2, (await AllAsync(new() { Action = "prov modifyAccount" })).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Given_entries_of_several_tenants_when_paged_then_each_comes_once_newest_first(int pageLength)
    {
        var expected = await ThreeTenantsAsync(20);
        Assert.Equal(expected, (await AllAsync(new() { Action = "prov modifyDomain", Maximum = pageLength })).Select(Quota));
        Assert.Equal(expected.Where(quota => quota % 3 == 1), (await AllAsync(new() { Domains = ["d1.test"], Action = "PROV modifydomain", Maximum = pageLength })).Select(Quota));
    }

    [Fact]
    public async Task Given_bounds_of_time_when_asked_for_then_the_first_is_in_and_the_last_is_not()
    {
        await ThreeTenantsAsync(10);
        var start = directory.Time.GetUtcNow() - TimeSpan.FromMinutes(10);
        var some = await AllAsync(new() { Action = "prov", From = start + TimeSpan.FromMinutes(3), To = start + TimeSpan.FromMinutes(6), Domains = ["d0.test", "d1.test", "d2.test"] });
        Assert.Equal([5L, 4, 3], some.Select(Quota));
        Assert.Empty(await AllAsync(new() { From = start + TimeSpan.FromMinutes(6), To = start + TimeSpan.FromMinutes(3) }));
    }

    [Fact]
    public async Task Given_more_entries_of_others_than_a_page_looks_at_when_paged_then_the_pages_are_short_and_nothing_is_missed()
    {
        var account = await directory.AddAccountAsync();
        await log.WriteAsync(account.Key.Tenant, "wanted", Entry("wanted@example.test", directory.Time.GetUtcNow() - TimeSpan.FromDays(1)), None);
        for (var i = 0; i <= AuditLog.MaximumRowsLookedAt; i++)
        {
            await log.WriteAsync(account.Key.Tenant, $"{i}", Entry("other@example.test", directory.Time.GetUtcNow()), None);
        }

        var query = new AuditQuery { Name = "wanted@example.test", Tenants = [account.Key.Tenant] };
        var first = await log.ListAsync(query, None);
        Assert.Empty(first.Items);
        Assert.NotNull(first.Continuation);
        Assert.Equal("wanted@example.test", Assert.Single(await AllAsync(query)).Entry.Target.Name);
    }

    [Theory]
    [InlineData("x/y")]
    [InlineData("' or 1")]
    public async Task Given_a_continuation_that_is_none_of_ours_when_sent_then_there_is_nothing(string continuation)
    {
        await directory.AddAccountAsync();
        Assert.Empty((await log.ListAsync(new() { Continuation = continuation }, None)).Items);
    }

    [Fact]
    public async Task Given_old_entries_when_the_nights_work_has_gone_through_then_those_past_their_time_are_gone_and_no_others()
    {
        var account = await directory.AddAccountAsync();
        var now = directory.Time.GetUtcNow();
        const int Old = (AuditLog.BatchesOfAStep * StorageLimits.MaximumBatchWrites) + 1;
        for (var i = 0; i < Old; i++)
        {
            await log.WriteAsync(account.Key.Tenant, $"old{i}", Entry("old", now - AuditLog.Kept - TimeSpan.FromTicks(1)), None);
        }

        await log.WriteAsync(account.Key.Tenant, "kept", Entry("kept", now - AuditLog.Kept), None);
        var kept = (await AllAsync(new())).Count - Old;
        Assert.Equal(3, await StepsAsync()); // the global log, and the tenant's in two steps
        Assert.Equal(kept, (await AllAsync(new())).Count);
        Assert.Contains(await AllAsync(new()), record => record.Entry.Target.Name == "kept");
    }

    [Fact]
    public async Task Given_a_tenant_that_is_gone_when_its_entries_are_old_then_they_are_listed_until_they_go_and_it_is_forgotten()
    {
        await directory.AddAccountAsync();
        await directory.Writer.DeleteAccountAsync(Desk, (await directory.ViewAsync()).Key, null, None);
        await directory.Writer.DeleteDomainAsync(Desk, "example.test", null, None);
        await directory.Writer.DeleteTenantAsync(Desk, "example.test", None);
        Assert.Single(await AllAsync(new() { Action = "prov deleteAccount" }));
        Assert.Single(await GoneAsync());

        directory.Time.Advance(AuditLog.Kept + TimeSpan.FromDays(1));
        await StepsAsync();
        Assert.Empty(await AllAsync(new()));
        Assert.Empty(await GoneAsync());

        async Task<IReadOnlyList<Entity>> GoneAsync() =>
            (await directory.Store.QueryAsync(EntityQuery.WithPrefix(Tables.Directory, "global", "tg!"), None)).Rows;
    }

    [Fact]
    public async Task Given_a_damaged_row_when_listed_then_it_hides_no_other()
    {
        var account = await directory.AddAccountAsync();
        var count = (await AllAsync(new())).Count;
        await directory.Store.TryWriteAsync(
            new EntityBatch(Tables.Directory, account.Key.Tenant.ToString("N")).Insert("au!0000000000000001!x", new() { { "v", 1 }, { "entry", "{\"id\":1" } }),
            None);
        Assert.Equal(count, (await AllAsync(new())).Count);
    }

    [Theory]
    [InlineData(AuditDetail.MaximumValueCharacters - 1, AuditDetail.MaximumValueCharacters - 1)]
    [InlineData(AuditDetail.MaximumValueCharacters, AuditDetail.MaximumValueCharacters)]
    [InlineData(AuditDetail.MaximumValueCharacters + 1, AuditDetail.MaximumValueCharacters + 3)]
    public void Given_a_long_value_when_told_then_it_is_cut_at_its_bound(int characters, int told) =>
        Assert.Equal(told, AuditDetail.Of(("x", new string('v', characters)))!.Values["x"].Length);

    [Fact]
    public void Given_many_or_long_values_when_told_then_what_does_not_fit_is_counted()
    {
        var many = AuditDetail.Of(Enumerable.Range(0, AuditDetail.MaximumNames + 2).Select(i => ($"n{i}", (string?)"v")));
        Assert.Equal("2 more", many!.Values["..."]);
        Assert.Equal(AuditDetail.MaximumNames + 1, many.Values.Count);
        Assert.Equal(AuditDetail.MaximumNames, AuditDetail.Of(Enumerable.Range(0, AuditDetail.MaximumNames).Select(i => ($"n{i}", (string?)"v")))!.Values.Count);
        var room = AuditDetail.MaximumCharacters - (3 * (AuditDetail.MaximumValueCharacters + 1));
        Assert.Equal(4, AuditDetail.Of(Full(room - 1))!.Values.Count);
        Assert.Equal("1 more", AuditDetail.Of(Full(room))!.Values["..."]);
        Assert.Null(AuditDetail.Of(("x", null)));

        static IEnumerable<(string, string?)> Full(int last) =>
            [.. Enumerable.Range(0, 3).Select(i => ($"{i}", (string?)new string('v', AuditDetail.MaximumValueCharacters))), ("z", new string('v', last))];
    }

    [Fact]
    public void Given_the_worst_values_when_written_then_the_entry_fits_in_a_property_and_reads_the_same()
    {
        var emoji = string.Concat(Enumerable.Repeat("\U0001F4F1", 240));
        var worst = AuditDetail.Of(Enumerable.Range(0, 5).Select(i => ($"\"{i}", (string?)emoji)));
        var entry = Entry("x", directory.Time.GetUtcNow()) with { Before = worst, After = worst };
        var text = entry.ToText();
        Assert.InRange(text.Length, 1, StorageLimits.MaximumStringCharacters);
        Assert.True(AuditEntry.TryParse(text, out var read));
        Assert.Equal(text, read.ToText());
        Assert.Equal(worst!.Values, read.Before!.Values);
    }

    private static AuditEntry Entry(string name, DateTimeOffset at) =>
        new(Desk, at, "mobile doWipeDevice", new("device", name) { Domain = "example.test" }, null, null);

    private static Dictionary<string, string> Set(string name, string value) => new() { [name] = value };

    private static long Quota(AuditRecord record) => long.Parse(record.Entry.After!.Values["zimbraMailQuota"], provider: null);

    /// <summary>Changes the quota of three domains in turn, once a minute.</summary>
    /// <returns>The quotas, newest first.</returns>
    private async Task<List<long>> ThreeTenantsAsync(int changes)
    {
        for (var i = 0; i < 3; i++)
        {
            await directory.Writer.CreateDomainAsync(AdminActor.Server, $"d{i}.test", null, null, None);
        }

        for (var i = 0; i < changes; i++)
        {
            await directory.Writer.ModifyDomainAsync(Desk, $"d{i % 3}.test", Set("zimbraMailQuota", $"{i}"), null, None);
            directory.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return [.. Enumerable.Range(0, changes).Select(i => (long)i).Reverse()];
    }

    private async Task<List<AuditRecord>> AllAsync(AuditQuery query)
    {
        var all = new List<AuditRecord>();
        do
        {
            var page = await log.ListAsync(query, None);
            Assert.InRange(page.Items.Count, 0, query.Maximum);
            all.AddRange(page.Items);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return all;
    }

    private async Task<int> StepsAsync()
    {
        var steps = 0;
        string? cursor = null;
        do
        {
            cursor = await log.RemoveOldAsync(cursor, None);
            steps++;
        }
        while (cursor is not null);
        return steps;
    }
}
