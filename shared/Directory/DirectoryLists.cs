using System.Buffers;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Lists for administration, page by page, straight from the store.</summary>
public sealed class DirectoryLists(IEntityStore store)
{
    private const int MaximumContinuation = 500;

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_@+~!");

    /// <summary>Tenants by id.</summary>
    public Task<DirectoryPage<Tenant>> TenantsAsync(int maximum, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(DirectoryRows.GlobalPartition, DirectoryRows.TenantPrefix, maximum, continuation, DirectoryRows.ReadTenant, cancellationToken);

    /// <summary>Names of all domains, in order.</summary>
    public Task<DirectoryPage<string>> DomainNamesAsync(int maximum, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(DirectoryRows.GlobalPartition, DirectoryRows.DomainPrefix, maximum, continuation, row => row.Key.Row[DirectoryRows.DomainPrefix.Length..], cancellationToken);

    /// <summary>Domains of a tenant, by name.</summary>
    public Task<DirectoryPage<MailDomain>> DomainsAsync(Guid tenant, int maximum, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(DirectoryRows.Partition(tenant), DirectoryRows.DomainPrefix, maximum, continuation, row => DirectoryRows.ReadDomain(row, tenant), cancellationToken);

    /// <summary>Classes of service by id. The shipped default is in no page while it has no row.</summary>
    public Task<DirectoryPage<ClassOfService>> ClassesAsync(int maximum, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(DirectoryRows.GlobalPartition, DirectoryRows.CosPrefix, maximum, continuation, DirectoryRows.ReadCos, cancellationToken);

    /// <summary>Admin tokens by id.</summary>
    public Task<DirectoryPage<AdminToken>> TokensAsync(int maximum, string? continuation, CancellationToken cancellationToken) =>
        PageAsync(DirectoryRows.GlobalPartition, DirectoryRows.TokenPrefix, maximum, continuation, DirectoryRows.ReadToken, cancellationToken);

    /// <summary>Accounts of a tenant by id, of one of its domains when that is given. A page looks at <paramref name="maximum"/> accounts and gives those of the domain.</summary>
    public async Task<DirectoryPage<Account>> AccountsAsync(Guid tenant, string? domain, int maximum, string? continuation, CancellationToken cancellationToken)
    {
        var page = await PageAsync(
            DirectoryRows.Partition(tenant),
            DirectoryRows.AccountPrefix,
            maximum,
            continuation,
            row => DirectoryRows.ReadAccount(row, tenant),
            cancellationToken);
        return domain is null ? page : new([.. page.Items.Where(account => account.Domain == domain)], page.Continuation);
    }

    // A continuation is the last key without its prefix: a forged one can only move within its own list.
    private async Task<DirectoryPage<T>> PageAsync<T>(
        string partition,
        string prefix,
        int maximum,
        string? continuation,
        Func<Entity, T> read,
        CancellationToken cancellationToken)
    {
        var query = EntityQuery.WithPrefix(Tables.Directory, partition, prefix, Math.Clamp(maximum, 1, StorageLimits.MaximumPageRows));
        if (continuation is not null)
        {
            if (continuation.Length > MaximumContinuation || continuation.AsSpan().ContainsAnyExcept(KeyLetters))
            {
                return new([], null); // none of ours
            }

            query = query with { From = $"{prefix}{continuation} " }; // the blank is the least character a key can have
        }

        var page = await store.QueryAsync(query, cancellationToken);
        while (page.Rows.Count == 0 && page.Continuation is { } more)
        {
            page = await store.QueryAsync(query with { Continuation = more }, cancellationToken);
        }

        return new([.. page.Rows.Select(read)], page.Continuation is null ? null : page.Rows[^1].Key.Row[prefix.Length..]);
    }
}
