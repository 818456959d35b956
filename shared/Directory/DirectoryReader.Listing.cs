namespace Carbonio.Cloud.Directory;

/// <content>All accounts of a tenant.</content>
public sealed partial class DirectoryReader
{
    /// <summary>All accounts of a tenant, as fresh as a single one would be; warm, nothing is read.</summary>
    /// <returns>Null when there are more than <see cref="DirectoryOptions.ListedAccounts"/>: such a tenant has no lists.</returns>
    public async ValueTask<AccountListing?> ListAccountsAsync(Guid tenant, CancellationToken cancellationToken)
    {
        await global.EnsureFreshAsync(cancellationToken);
        var held = listed.Use(tenant, () => new(tenant, store, time, listedAccounts));
        var scope = await FreshScopeAsync(tenant, cancellationToken);
        if (held.Last is { Listing: not null } last && last == Stamp(last.Listing))
        {
            return last.Listing;
        }

        await held.Turn.WaitAsync(cancellationToken);
        try
        {
            // Taken first: a change that comes while we read makes the listing stale at once, never unnoticed.
            var stamp = Stamp(held.Last?.Listing);
            if (stamp.Listing is not null && held.Last == stamp)
            {
                return stamp.Listing;
            }

            var accounts = await held.RefreshAsync(scope, stamp.Forgotten, cancellationToken);
            listed.Trim(tenant);
            var listing = accounts is null ? null : await MakeAsync(scope, accounts, cancellationToken);
            held.Last = stamp with { Listing = listing };
            return listing;
        }
        finally
        {
            held.Turn.Release();
        }

        TenantAccounts.Made Stamp(AccountListing? listing) => new(listing, held.Notes, scope, scope.Forgotten, global.InheritedChanges, scope.InheritedChanges);
    }

    private async Task<AccountListing> MakeAsync(DirectoryScope scope, IReadOnlyCollection<Account> accounts, CancellationToken cancellationToken)
    {
        var made = new List<ListedAccount>(accounts.Count);
        foreach (var account in accounts)
        {
            var (_, attributes) = await InheritAsync(scope, account, cancellationToken);
            made.Add(new(account.Key, account.Address, account.Aliases, new(attributes, account.Attributes)));
        }

        return new(made);
    }
}
