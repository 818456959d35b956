using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Lmtp;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Lmtp;

/// <summary>The Inbox of an account. Equal to every other one of the same mailbox.</summary>
internal sealed partial class MailboxRecipient(AccountView account, MailDelivery delivery, ILogger logger) : ILmtpRecipient, IEquatable<MailboxRecipient>
{
    private readonly MailboxId mailbox = MailboxId.FromPartition(account.Partition)!;

    public async Task<LmtpOutcome> DeliverAsync(LmtpMessage message, CancellationToken cancellationToken)
    {
        // A mail server whose connection broke before our answer sends the same again.
        var options = DeliveryOptions.Default with { IdempotencyKey = message.RepeatKey is { } key ? "lmtp " + key : null };
        try
        {
            var outcome = await delivery.DeliverAsync(mailbox, account.MailQuotaBytes, FolderIds.Inbox, message.Bytes, options, cancellationToken);
            return outcome.Result switch
            {
                DeliveryResult.Delivered or DeliveryResult.AlreadyDelivered => LmtpOutcome.Delivered,
                DeliveryResult.OverQuota => LmtpOutcome.OverQuota,
                DeliveryResult.TooLarge => LmtpOutcome.TooLarge,
                _ => throw new InvalidOperationException($"Delivery into the Inbox ended with {outcome.Result}."),
            };
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(e, mailbox);
        }
#pragma warning disable CA1031 // A fault of ours is no reason to return the mail to its sender, nor to leave other recipients without an answer.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(e, mailbox);
        }

        return LmtpOutcome.TryLater;
    }

    public bool Equals(MailboxRecipient? other) => mailbox == other?.mailbox;

    public override bool Equals(object? obj) => Equals(obj as MailboxRecipient);

    public override int GetHashCode() => mailbox.GetHashCode();

    [LoggerMessage(7303, LogLevel.Warning, "The store did not answer a delivery by LMTP to {Mailbox}; the mail server was told to come back.")]
    private partial void LogStoreUnavailable(Exception exception, MailboxId mailbox);

    [LoggerMessage(7304, LogLevel.Error, "A delivery by LMTP to {Mailbox} failed; the mail server was told to come back.")]
    private partial void LogFailed(Exception exception, MailboxId mailbox);
}
