using Carbonio.Cloud.ActiveSync;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>Puts an admin's existing mail into a mailbox.</summary>
internal sealed class MessageImport(MailboxServices mailboxes, MailDelivery delivery) : IMessageImport
{
    /// <inheritdoc/>
    public async Task<ImportOutcome> AddAsync(
        AccountView account,
        string folder,
        ReadOnlyMemory<byte> mime,
        string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        if (account.Status == AccountStatus.Maintenance)
        {
            return new(ImportStatus.Busy, null, $"{account.Address} is under maintenance; try again later.");
        }

        if (mime.IsEmpty)
        {
            return new(ImportStatus.Malformed, null, "The message is empty.");
        }

        var mailbox = mailboxes.Open(MailboxId.FromPartition(account.Partition)!);
        await mailbox.ReadStateAsync(cancellationToken); // makes the mailbox, with its folders, at its first use
        if (FolderPaths.Resolve(await mailbox.ReadFoldersAsync(cancellationToken), folder) is not { } found)
        {
            return NoSuchFolder(folder);
        }

        var outcome = await delivery.DeliverAsync(
            mailbox.Id,
            account.MailQuotaBytes,
            found.Id,
            mime,
            DeliveryOptions.Default with { IdempotencyKey = idempotencyKey },
            cancellationToken);
        return outcome.Result switch
        {
            DeliveryResult.Delivered => new(ImportStatus.Added, ServerIds.Format(found.Id, outcome.ItemId), null),
            DeliveryResult.AlreadyDelivered => new(ImportStatus.Repeated, ServerIds.Format(found.Id, outcome.ItemId), null),
            DeliveryResult.OverQuota => new(ImportStatus.OverQuota, null, $"{account.Address} would be over its quota of {account.MailQuotaBytes} bytes."),
            DeliveryResult.TooLarge => new(ImportStatus.TooLarge, null, $"A message has at most {MailDelivery.DefaultMaximumMessageBytes} bytes."),
            _ => NoSuchFolder(folder),
        };
    }

    private static ImportOutcome NoSuchFolder(string folder) => new(ImportStatus.NoSuchFolder, null, $"There is no mail folder '{folder}'.");
}
