using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>A submission's outbox row, at one version.</summary>
/// <param name="Mailbox">The sender's mailbox.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Row">Its key.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Transmission">What it says.</param>
internal sealed record TransmissionRow(MailboxId Mailbox, OutboxKind Kind, string Row, string ETag, Transmission Transmission)
{
    /// <exception cref="FormatException">The row is none of a submission.</exception>
    public static TransmissionRow Read(OutboxEntry entry) =>
        new(entry.Mailbox, entry.Kind, entry.Row, entry.ETag, Transmission.Read(entry.Data ?? throw new FormatException("The row has no data.")));

    /// <summary>Reads it as it is now; null when it is gone.</summary>
    public static async Task<TransmissionRow?> FindAsync(IEntityStore entities, MailboxId mailbox, string row, CancellationToken cancellationToken) =>
        await entities.FindAsync(mailbox.Key(row), cancellationToken) is { } found ? Read(OutboxEntry.Read(mailbox, found)) : null;

    /// <summary>Writes what it shall say from now on.</summary>
    /// <returns>The row as written; null, with nothing written, when somebody else changed it since it was read.</returns>
    public async Task<TransmissionRow?> TryReplaceAsync(IEntityStore entities, Transmission after, CancellationToken cancellationToken)
    {
        var batch = new EntityBatch(Tables.Mail, Mailbox.Partition);
        PutInto(batch, after);
        if (!await entities.TryWriteAsync(batch, cancellationToken))
        {
            return null;
        }

        // A write does not say the new version.
        return await FindAsync(entities, Mailbox, Row, cancellationToken) is { } written && written.Transmission.Owner == after.Owner ? written : null;
    }

    /// <summary>Puts what it shall say from now on into a batch, which fails when somebody else changed the row since it was read.</summary>
    public void PutInto(EntityBatch batch, Transmission after) =>
        batch.Replace(Row, ETag, OutboxRow.Write(Kind, after.Write(), Transmission.Submitted));
}
