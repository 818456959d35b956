using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// The accounts of one tenant in memory. The whole tenant is read once; from then on only accounts that the tenant's version row
/// names as changed. Whoever notices a change notes it here, also while a read is under way, and what is noted is read again.
/// </summary>
internal sealed class TenantAccounts(Guid tenant, IEntityStore store, TimeProvider time, int maximum)
{
    /// <summary>How long a tenant that was found too large is not read again.</summary>
    public static readonly TimeSpan TooLargeKept = TimeSpan.FromMinutes(10);

    private readonly Lock noting = new();
    private readonly HashSet<Guid> changed = [];
    private readonly Dictionary<Guid, Account> accounts = [];
    private (DirectoryScope Scope, int Forgotten)? readFor;
    private DateTimeOffset? tooLargeSince;
    private long notes;

    /// <summary>One reader at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Counts what was noted.</summary>
    public long Notes => Volatile.Read(ref notes);

    /// <summary>Accounts held.</summary>
    public int Count => accounts.Count;

    /// <summary>What was last made of the accounts; null before.</summary>
    public Made? Last { get; set; }

    /// <summary>An account has changed.</summary>
    public void Note(Guid account)
    {
        lock (noting)
        {
            changed.Add(account);
            notes++;
        }
    }

    /// <summary>Brings the accounts up to date. Only in one's <see cref="Turn"/>.</summary>
    /// <param name="scope">Tells what changed in the tenant.</param>
    /// <param name="forgotten">How often it had forgotten everything at once: read anew when that moved on.</param>
    /// <param name="cancellationToken">Ends the reading; it begins again with the next one who asks.</param>
    /// <returns>The accounts, for this turn; null when there are more than may be.</returns>
    public async Task<IReadOnlyCollection<Account>?> RefreshAsync(DirectoryScope scope, int forgotten, CancellationToken cancellationToken)
    {
        if (tooLargeSince is { } since && time.GetUtcNow() - since < TooLargeKept)
        {
            return null;
        }

        if (readFor != (scope, forgotten) || tooLargeSince is not null)
        {
            await ReadAllAsync(cancellationToken);
            readFor = (scope, forgotten);
        }

        await ReadChangedAsync(cancellationToken);
        tooLargeSince = accounts.Count > maximum ? time.GetUtcNow() : null;
        if (tooLargeSince is not null)
        {
            accounts.Clear();
            return null;
        }

        return accounts.Values;
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        readFor = null;
        accounts.Clear();
        lock (noting)
        {
            changed.Clear(); // noticed before the reading begins, so it sees them
        }

        var query = EntityQuery.WithPrefix(Tables.Directory, DirectoryRows.Partition(tenant), DirectoryRows.AccountPrefix);
        do
        {
            var page = await store.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                Hold(DirectoryRows.ReadAccount(row, tenant));
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null && accounts.Count <= maximum);
    }

    private async Task ReadChangedAsync(CancellationToken cancellationToken)
    {
        Guid[] ids;
        lock (noting)
        {
            ids = [.. changed];
            changed.Clear();
        }

        if (ids.Length == 0)
        {
            return;
        }

        try
        {
            var rows = await store.FindManyAsync(Tables.Directory, DirectoryRows.Partition(tenant), [.. ids.Select(DirectoryRows.Account)], cancellationToken);
            for (var i = 0; i < ids.Length; i++)
            {
                if (rows[i] is { } row)
                {
                    Hold(DirectoryRows.ReadAccount(row, tenant));
                }
                else
                {
                    accounts.Remove(ids[i]);
                }
            }
        }
        catch
        {
            lock (noting)
            {
                changed.UnionWith(ids);
            }

            throw;
        }
    }

    // Lists need no passwords.
    private void Hold(Account account) => accounts[account.Key.Account] = account with { Password = null, Salt = [] };

    /// <summary>What was made of the accounts, and of which state.</summary>
    /// <param name="Listing">The listing; null when there are too many accounts.</param>
    /// <param name="Notes">Notes before it was made.</param>
    /// <param name="Scope">What told of changes.</param>
    /// <param name="Forgotten">How often it had forgotten everything.</param>
    /// <param name="Global">Changes of what all accounts inherit.</param>
    /// <param name="Tenant">Changes of what the tenant's accounts inherit.</param>
    public sealed record Made(AccountListing? Listing, long Notes, DirectoryScope Scope, int Forgotten, int Global, int Tenant);
}
