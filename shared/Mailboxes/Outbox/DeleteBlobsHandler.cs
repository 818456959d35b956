using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Deletes the blobs of items that are gone.</summary>
public sealed class DeleteBlobsHandler(IBlobStore blobs) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.DeleteBlobs;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(MailboxId mailbox, string payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(payload);
        var own = $"{mailbox.Tenant}/{mailbox.Account}/";
        foreach (var name in payload.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.StartsWith(own, StringComparison.Ordinal))
            {
                await blobs.DeleteAsync(name, cancellationToken);
            }
        }

        return OutboxOutcome.Done;
    }
}
