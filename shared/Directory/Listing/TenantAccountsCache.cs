using System.Diagnostics.CodeAnalysis;

namespace Carbonio.Cloud.Directory;

/// <summary>Tenants whose accounts are in memory. When they are too many accounts together, the tenant that nobody asked for longest goes.</summary>
internal sealed class TenantAccountsCache(int maximumAccounts)
{
    private readonly Lock changing = new();
    private readonly Dictionary<Guid, (TenantAccounts Accounts, long Used)> tenants = [];
    private long uses;

    /// <summary>Finds a tenant, to note a change.</summary>
    public bool TryFind(Guid tenant, [NotNullWhen(true)] out TenantAccounts? accounts)
    {
        lock (changing)
        {
            accounts = tenants.TryGetValue(tenant, out var held) ? held.Accounts : null;
            return accounts is not null;
        }
    }

    /// <summary>The tenant, for somebody who asks for it.</summary>
    public TenantAccounts Use(Guid tenant, Func<TenantAccounts> make)
    {
        lock (changing)
        {
            var accounts = tenants.TryGetValue(tenant, out var held) ? held.Accounts : make();
            tenants[tenant] = (accounts, ++uses);
            return accounts;
        }
    }

    /// <summary>Lets tenants go that are too many, but for the one in use.</summary>
    public void Trim(Guid inUse)
    {
        lock (changing)
        {
            while (tenants.Count > 1 && tenants.Values.Sum(held => (long)held.Accounts.Count) > maximumAccounts)
            {
                tenants.Remove(tenants.Where(held => held.Key != inUse).MinBy(held => held.Value.Used).Key);
            }
        }
    }
}
