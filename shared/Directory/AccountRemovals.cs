using System.Runtime.CompilerServices;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// Mailboxes left behind by deleted accounts. A timer asks for them, removes each mailbox (repeatable: it may be given twice)
/// and says so with <see cref="CompleteAsync"/>.
/// </summary>
public sealed class AccountRemovals(IEntityStore store, TimeProvider time)
{
    // Longer than any delete takes: an intent this old whose account still exists is left over from a crash before the delete.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Accounts that are gone, at most <paramref name="maximum"/>.</summary>
    public async IAsyncEnumerable<AccountRemoval> ListAsync(int maximum, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = 0;
        for (var query = EntityQuery.WithPrefix(Tables.Directory, DirectoryRows.GlobalPartition, DirectoryRows.RemovalPrefix); ;)
        {
            var page = await store.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (given == maximum)
                {
                    yield break;
                }

                var removal = Read(row);
                if (await store.FindInTenantAsync(removal.Key.Tenant, DirectoryRows.Account(removal.Key.Account), cancellationToken) is null)
                {
                    given++;
                    yield return removal;
                }
                else if (time.GetUtcNow() - removal.Requested > Abandoned)
                {
                    await DeleteAsync(row.Key.Row, row.ETag, cancellationToken);
                }
            }

            if (page.Continuation is null)
            {
                yield break;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    /// <summary>Everything of that account is removed.</summary>
    public async Task CompleteAsync(AccountKey key, CancellationToken cancellationToken)
    {
        await DeleteAsync(DirectoryRows.AccountId(key.Account), null, cancellationToken);
        await DeleteAsync(DirectoryRows.Removal(key), null, cancellationToken);
    }

    internal static Task IntendAsync(IEntityStore store, AccountRemoval removal, CancellationToken cancellationToken) =>
        store.TryWriteAsync(
            new EntityBatch(Tables.Directory, DirectoryRows.GlobalPartition).Upsert(
                DirectoryRows.Removal(removal.Key),
                new() { { "v", DirectoryRows.Schema }, { "address", removal.Address }, { "requested", removal.Requested } }),
            cancellationToken);

    private static AccountRemoval Read(Entity row)
    {
        var properties = DirectoryRows.Properties(row);
        return AccountKey.TryParse(row.Key.Row[DirectoryRows.RemovalPrefix.Length..], out var key)
            ? new(key, properties["address"].AsString(), properties["requested"].AsDateTime())
            : throw new InvalidDataException($"Row {row.Key.Row} names no account.");
    }

    // False means that it is gone or was asked for anew: fine both.
    private Task<bool> DeleteAsync(string row, string? etag, CancellationToken cancellationToken) =>
        store.TryWriteAsync(new EntityBatch(Tables.Directory, DirectoryRows.GlobalPartition).Delete(row, etag), cancellationToken);
}
