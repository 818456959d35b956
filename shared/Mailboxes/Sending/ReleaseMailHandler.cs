using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Deletes the message of a submission when its last row is gone. It looks after its own row was written, in the batch that took
/// the other away: of two rows that end at once, the later one's look finds none.
/// </summary>
internal sealed class ReleaseMailHandler(Func<MailboxServices> services) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.ReleaseMail;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (!await HasRowsAsync(entry, cancellationToken))
        {
            await services().Blobs.DeleteAsync(entry.Payload, cancellationToken);
        }

        return OutboxOutcome.Done;
    }

    private async Task<bool> HasRowsAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var query = EntityQuery.WithPrefix(Tables.Mail, entry.Mailbox.Partition, MailRows.Submission(MailSubmission.IdOf(entry.Payload)), 1);
        do
        {
            var page = await services().Entities.QueryAsync(query, cancellationToken);
            if (page.Rows.Count > 0)
            {
                return true;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return false;
    }
}
