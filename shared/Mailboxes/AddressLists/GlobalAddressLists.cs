using System.Runtime.CompilerServices;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Mailboxes.AddressLists;

/// <summary>
/// Address lists (GAL), one for each domain, as Zimbra has them: people see those of their own domain, and nobody of another
/// tenant. Made from the directory's listing, and kept as long as that is. One for each process.
/// </summary>
public sealed class GlobalAddressLists(DirectoryReader directory)
{
    private readonly ConditionalWeakTable<AccountListing, Lists> made = [];

    /// <summary>The list that an account sees.</summary>
    /// <returns>Null when its tenant has too many accounts for a list: <see cref="FindAddressAsync"/> still finds people.</returns>
    public async ValueTask<AddressList?> FindAsync(AccountView account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await directory.ListAccountsAsync(account.Key.Tenant, cancellationToken) is { } listing
            ? made.GetValue(listing, static listing => new(listing)).Of(account.Domain)
            : null;
    }

    /// <summary>The person of an address that an account sees, also where there is no list; null when there is none.</summary>
    public async ValueTask<AddressEntry?> FindAddressAsync(AccountView account, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (await FindAsync(account, cancellationToken) is { } list)
        {
            return list.FindAddress(address);
        }

        if (await directory.FindAccountByAddressAsync(address, cancellationToken) is not { } found
            || found.Key.Tenant != account.Key.Tenant
            || found.Domain != account.Domain)
        {
            return null;
        }

        var listed = new ListedAccount(found.Key, found.Address, found.Aliases, found.Attributes);
        return AddressList.IsShown(listed) ? new(listed) : null;
    }

    private sealed class Lists(AccountListing listing)
    {
        private readonly ILookup<string, ListedAccount> domains = listing.Accounts.ToLookup(account => account.Domain, StringComparer.Ordinal);
        private readonly Dictionary<string, AddressList> lists = new(StringComparer.Ordinal);

        public AddressList Of(string domain)
        {
            lock (lists)
            {
                return lists.TryGetValue(domain, out var list) ? list : lists[domain] = new(domains[domain]);
            }
        }
    }
}
