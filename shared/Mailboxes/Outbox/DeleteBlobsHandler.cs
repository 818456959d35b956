using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Deletes the blobs of items that are gone.</summary>
public sealed class DeleteBlobsHandler(IBlobStore blobs) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.DeleteBlobs;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var own = $"{entry.Mailbox.Tenant}/{entry.Mailbox.Account}/";
        foreach (var name in entry.Payload.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.StartsWith(own, StringComparison.Ordinal))
            {
                await blobs.DeleteAsync(name, cancellationToken);
            }
        }

        return OutboxOutcome.Done;
    }
}
