using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// Answers questions about accounts from memory. What it has is at most 5 s old while requests arrive (10 s when the store is
/// slow), changes made through the <see cref="DirectoryWriter"/> of the same instance hold at once, and a warm lookup reads
/// nothing. One for each process; safe for concurrent use.
/// </summary>
public sealed partial class DirectoryReader
{
    private const int CachedTenants = 4096;
    private const int CachedDomains = 16_384;
    private const int CachedRows = 16_384;

    private readonly IEntityStore store;
    private readonly TimeProvider time;
    private readonly TimeSpan freshness;
    private readonly DirectoryScope global;
    private readonly GenerationalCache<Guid, DirectoryScope> tenants = new(CachedTenants);

    // What each request asks for, by the natural key; a null value means that there is none.
    private readonly GenerationalCache<string, Cached<Claim>> claims = new(CachedDomains, StringComparer.Ordinal);
    private readonly GenerationalCache<string, Cached<Owner>> addresses;
    private readonly GenerationalCache<AccountKey, Cached<AccountEntry>> accounts;

    // Domains, classes of service, configuration and tokens, by partition and row.
    private readonly GenerationalCache<(string Partition, string Row), Cached<object>> rows = new(CachedRows);
    private readonly GenerationalCache<(string Domain, Guid Cos), Shared> inherited = new(CachedDomains);

    private readonly TenantAccountsCache listed;
    private readonly int listedAccounts;

    /// <summary>A reader with an empty cache.</summary>
    public DirectoryReader(IEntityStore store, TimeProvider time, DirectoryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.store = store;
        this.time = time;
        freshness = options.Freshness;
        global = new(DirectoryRows.GlobalPartition, store, time, freshness, DropGlobal);
        addresses = new(2 * options.CachedAccounts, StringComparer.Ordinal);
        accounts = new(options.CachedAccounts);
        listed = new(options.CachedListedAccounts);
        listedAccounts = options.ListedAccounts;
    }

    /// <summary>The account with that primary or alias address, in any case; null when there is none.</summary>
    public async ValueTask<AccountView?> FindAccountByAddressAsync(string address, CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalize(address, out var normalized)
            || await FindClaimAsync(AddressText.DomainOf(normalized).ToString(), cancellationToken) is not { } claim)
        {
            return null;
        }

        var scope = await FreshScopeAsync(claim.Tenant, cancellationToken);
        return await FindOwnerAsync(scope, normalized, cancellationToken) is { } owner
            ? await FindViewAsync(scope, new(claim.Tenant, owner.Account), cancellationToken)
            : null;
    }

    /// <summary>The account of that id in that tenant; null when there is none, also when the id is one of another tenant.</summary>
    public async ValueTask<AccountView?> FindAccountAsync(AccountKey key, CancellationToken cancellationToken)
    {
        await global.EnsureFreshAsync(cancellationToken);
        return await FindViewAsync(await FreshScopeAsync(key.Tenant, cancellationToken), key, cancellationToken);
    }

    /// <summary>The account with that id in whichever tenant, for administrators of all tenants; null when there is none.</summary>
    public async ValueTask<AccountView?> FindAccountByIdAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindGlobalAsync(DirectoryRows.AccountId(id), cancellationToken) is { } pointer
            ? await FindAccountAsync(new(DirectoryRows.ReadPointer(pointer), id), cancellationToken)
            : null;

    /// <summary>The domain of that name, or null.</summary>
    public async ValueTask<MailDomain?> FindDomainAsync(string name, CancellationToken cancellationToken)
    {
        if (!AddressText.TryNormalizeDomain(name, out var domain)
            || await FindClaimAsync(domain, cancellationToken) is not { } claim)
        {
            return null;
        }

        return await FindDomainAsync(await FreshScopeAsync(claim.Tenant, cancellationToken), claim.Tenant, domain, cancellationToken);
    }

    /// <summary>The tenant, or null. Not cached: only administration asks.</summary>
    public async ValueTask<Tenant?> FindTenantAsync(Guid tenant, CancellationToken cancellationToken) =>
        await store.FindGlobalAsync(DirectoryRows.Tenant(tenant), cancellationToken) is { } row ? DirectoryRows.ReadTenant(row) : null;

    /// <summary>The class of service of that name, without regard to case, or of that id; null when there is none. Not cached.</summary>
    public async ValueTask<ClassOfService?> FindCosAsync(string nameOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(nameOrId);
        return await store.FindCosAsync(nameOrId, cancellationToken);
    }

    internal async ValueTask<AdminToken?> FindTokenAsync(string id, CancellationToken cancellationToken)
    {
        await global.EnsureFreshAsync(cancellationToken);
        return await FindRowAsync(global, DirectoryRows.Token(id), DirectoryRows.ReadToken, cancellationToken);
    }

    /// <summary>The writer of this instance committed a version row: its changes hold at once.</summary>
    internal void Apply(string partition, DirectoryVersion version)
    {
        if (partition == DirectoryRows.GlobalPartition)
        {
            global.Apply(version);
        }
        else if (Guid.TryParseExact(partition, "N", out var tenant) && tenants.TryGet(tenant, out var scope))
        {
            scope.Apply(version);
        }
    }

    private async ValueTask<DirectoryScope> FreshScopeAsync(Guid tenant, CancellationToken cancellationToken)
    {
        if (!tenants.TryGet(tenant, out var scope))
        {
            scope = tenants.GetOrAdd(tenant, id => new(DirectoryRows.Partition(id), store, time, freshness, (scope, row) => DropOfTenant(scope, id, row)));
        }

        await scope.EnsureFreshAsync(cancellationToken);
        return scope;
    }

    private async ValueTask<Claim?> FindClaimAsync(string domain, CancellationToken cancellationToken)
    {
        await global.EnsureFreshAsync(cancellationToken);
        if (claims.TryGet(domain, out var cached) && cached.Holds(global))
        {
            return cached.Value;
        }

        return await LoadAsync(
            global,
            claims,
            domain,
            async () => await store.FindGlobalAsync(DirectoryRows.Domain(domain), cancellationToken) is { } row
                ? new Claim(DirectoryRows.ReadPointer(row))
                : null);
    }

    private async ValueTask<Owner?> FindOwnerAsync(DirectoryScope scope, string address, CancellationToken cancellationToken)
    {
        var key = KeyText.Escape(address); // the same instance for nearly every address
        if (addresses.TryGet(key, out var cached) && cached.Holds(scope))
        {
            return cached.Value;
        }

        return await LoadAsync(
            scope,
            addresses,
            key,
            async () => await FindAsync(scope, DirectoryRows.Address(address), cancellationToken) is { } row
                ? new Owner(DirectoryRows.ReadPointer(row))
                : null);
    }

    private async ValueTask<AccountView?> FindViewAsync(DirectoryScope scope, AccountKey key, CancellationToken cancellationToken)
    {
        if (!accounts.TryGet(key, out var cached) || !cached.Holds(scope))
        {
            var loaded = await LoadAsync(scope, accounts, key, () => LoadAccountAsync(scope, key, cancellationToken));
            return loaded is null ? null : await BuildViewAsync(scope, loaded, cancellationToken);
        }

        if (cached.Value is not { } entry)
        {
            return null;
        }

        return entry.Built is { } built && built.Global == global.InheritedChanges && built.Tenant == scope.InheritedChanges
            ? built.View
            : await BuildViewAsync(scope, entry, cancellationToken);
    }

    private async Task<AccountEntry?> LoadAccountAsync(DirectoryScope scope, AccountKey key, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, DirectoryRows.Account(key.Account), cancellationToken) is not { } row)
        {
            return null;
        }

        var credentials = await store.ListAsync(scope.Partition, DirectoryRows.Credentials(key.Account), cancellationToken);
        return new(DirectoryRows.ReadAccount(row, key.Tenant), [.. credentials.Select(DirectoryRows.ReadCredential)]);
    }

    private async Task<AccountView> BuildViewAsync(DirectoryScope scope, AccountEntry entry, CancellationToken cancellationToken)
    {
        // Taken first: a change that comes while we read makes the view stale at once, never unnoticed.
        var (globalChanges, tenantChanges) = (global.InheritedChanges, scope.InheritedChanges);
        var account = entry.Account;
        var (cos, attributes) = await InheritAsync(scope, account, cancellationToken);
        var view = new AccountView(account, entry.Credentials, cos, attributes);
        entry.Built = new(view, globalChanges, tenantChanges);
        return view;
    }

    private async ValueTask<(ClassOfService Cos, EffectiveAttributes.Inherited Attributes)> InheritAsync(DirectoryScope scope, Account account, CancellationToken cancellationToken)
    {
        var (globalChanges, tenantChanges) = (global.InheritedChanges, scope.InheritedChanges);
        var domain = await FindDomainAsync(scope, account.Key.Tenant, account.Domain, cancellationToken);
        var domainAttributes = domain?.Attributes ?? AttributeSet.Empty;
        var cos = await EffectiveCosAsync(account.Attributes, domainAttributes, cancellationToken);

        var shared = inherited.TryGet((account.Domain, cos.Id), out var held) && held.Scope == scope
            && held.Global == globalChanges && held.Tenant == tenantChanges
                ? held
                : new(scope, globalChanges, tenantChanges, new(await ServiceSettingsAsync(cancellationToken), domainAttributes, cos.Attributes));
        inherited.Set((account.Domain, cos.Id), shared);
        return (cos, shared.Attributes);
    }

    /// <summary>The class an account names, else its domain's default, else the default. One that is gone counts as not named.</summary>
    private async ValueTask<ClassOfService> EffectiveCosAsync(AttributeSet account, AttributeSet domain, CancellationToken cancellationToken)
    {
        string?[] named = [account.Find(ConfigurationAttributes.CosId), domain.Find(ConfigurationAttributes.DomainDefaultCosId)];
        foreach (var text in named)
        {
            if (text is not null && await FindCosAsync(Guid.Parse(text), cancellationToken) is { } cos)
            {
                return cos;
            }
        }

        return await FindCosAsync(ClassOfService.Default.Id, cancellationToken) ?? ClassOfService.Default;
    }

    private ValueTask<ClassOfService?> FindCosAsync(Guid id, CancellationToken cancellationToken) =>
        FindRowAsync(global, DirectoryRows.Cos(id), DirectoryRows.ReadCos, cancellationToken);

    private ValueTask<MailDomain?> FindDomainAsync(DirectoryScope scope, Guid tenant, string domain, CancellationToken cancellationToken) =>
        FindRowAsync(scope, DirectoryRows.Domain(domain), row => DirectoryRows.ReadDomain(row, tenant), cancellationToken);

    private async ValueTask<T?> FindRowAsync<T>(DirectoryScope scope, string row, Func<Entity, T> read, CancellationToken cancellationToken)
        where T : class
    {
        var key = (scope.Partition, row);
        if (rows.TryGet(key, out var cached) && cached.Holds(scope))
        {
            return (T?)cached.Value;
        }

        return (T?)await LoadAsync(
            scope,
            rows,
            key,
            async () => await FindAsync(scope, row, cancellationToken) is { } entity ? (object)read(entity) : null);
    }

    private Task<Entity?> FindAsync(DirectoryScope scope, string row, CancellationToken cancellationToken) =>
        store.FindAsync(new(Tables.Directory, scope.Partition, row), cancellationToken);

    private static async Task<T?> LoadAsync<TKey, T>(
        DirectoryScope scope,
        GenerationalCache<TKey, Cached<T>> cache,
        TKey key,
        Func<Task<T?>> load)
        where TKey : notnull
        where T : class
    {
        var drops = scope.Drops;
        var value = await load();
        scope.Keep(drops, () => cache.Set(key, new(scope, value)));
        return value;
    }

    private void DropGlobal(DirectoryScope scope, string row)
    {
        if (row.StartsWith(DirectoryRows.DomainPrefix, StringComparison.Ordinal))
        {
            claims.Remove(row[DirectoryRows.DomainPrefix.Length..]);
            return;
        }

        rows.Remove((scope.Partition, row));
        if (row is DirectoryRows.ConfigurationRow or DirectoryRows.ServerRow or ServiceStates.Row || row.StartsWith(DirectoryRows.CosPrefix, StringComparison.Ordinal))
        {
            scope.InheritedChanges++;
        }
    }

    private void DropOfTenant(DirectoryScope scope, Guid tenant, string row)
    {
        if (row.StartsWith(DirectoryRows.AccountPrefix, StringComparison.Ordinal))
        {
            var account = Guid.ParseExact(row.AsSpan(DirectoryRows.AccountPrefix.Length), "N");
            accounts.Remove(new(tenant, account));
            if (listed.TryFind(tenant, out var list))
            {
                list.Note(account);
            }
        }
        else if (row.StartsWith(DirectoryRows.AddressPrefix, StringComparison.Ordinal))
        {
            addresses.Remove(row[DirectoryRows.AddressPrefix.Length..]);
        }
        else
        {
            rows.Remove((scope.Partition, row));
            scope.InheritedChanges++;
        }
    }

    private sealed record Claim(Guid Tenant);

    private sealed record Owner(Guid Account);

    private sealed record Shared(DirectoryScope Scope, int Global, int Tenant, EffectiveAttributes.Inherited Attributes);

    private sealed record BuiltView(AccountView View, int Global, int Tenant);

    private sealed class AccountEntry(Account account, IReadOnlyList<Credential> credentials)
    {
        public Account Account => account;

        public IReadOnlyList<Credential> Credentials => credentials;

        public BuiltView? Built { get; set; }
    }
}
