using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>Removes all that a deleted account leaves behind: rows first, then blobs, so that no row ever names a blob that is gone.</summary>
public sealed class MailboxRemoval(IEntityStore entities, IBlobStore blobs, WorkHints hints)
{
    /// <summary>Removes a mailbox. A mailbox that is gone, wholly or in part, is no error: this may be repeated.</summary>
    /// <exception cref="StoreUnavailableException">A store did not answer; what is left is removed by the next try.</exception>
    public async Task RemoveAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        await RemoveRowsAsync(mailbox, cancellationToken);
        await foreach (var blob in blobs.ListAsync($"{mailbox.Tenant}/{mailbox.Account}/", cancellationToken))
        {
            await blobs.DeleteAsync(blob.Name, cancellationToken);
        }

        while (await hints.FindAsync(mailbox, cancellationToken) is { } hint)
        {
            await hints.RemoveAsync(hint, cancellationToken);
        }
    }

    private async Task RemoveRowsAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        // Every page is read from the start: what was there before is deleted.
        var query = new EntityQuery(Tables.Mail, mailbox.Partition, "!", "~", StorageLimits.MaximumBatchWrites);
        while (true)
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            if (page.Rows.Count == 0 && page.Continuation is null)
            {
                return;
            }

            if (page.Rows.Count == 0)
            {
                query = query with { Continuation = page.Continuation };
                continue;
            }

            var batch = new EntityBatch(Tables.Mail, mailbox.Partition);
            foreach (var row in page.Rows)
            {
                batch.Delete(row.Key.Row);
            }

            // False: another remover, or a last request of the account, was faster. The next page shows.
            await entities.TryWriteAsync(batch, cancellationToken);
            query = query with { Continuation = null };
        }
    }
}
