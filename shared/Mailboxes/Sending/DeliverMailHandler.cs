using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Outbox;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Delivers submitted mail to accounts of this server, of whatever tenant. A delivery has a key made of the submission and the
/// account, so that a repeat, or an account named by two of its addresses, gets one mail.
/// </summary>
internal sealed partial class DeliverMailHandler(
    Func<MailboxServices> services,
    Func<MailDelivery> delivery,
    DirectoryReader directory,
    TransmissionSettler settler,
    ILogger<DeliverMailHandler> logger) : IOutboxHandler
{
    /// <summary>Bytes that one run writes: a request may be waiting. The next run goes on with the other recipients.</summary>
    public const long MaximumRunBytes = 256 * 1024 * 1024;

    private const int ParallelDeliveries = 8;

    /// <summary>How long a key is remembered: longer than a server that stopped behind a delivery is likely to stay away.</summary>
    public static TimeSpan KeyLifetime { get; } = RetrySchedule.GiveUpAfter + TimeSpan.FromDays(2);

    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.DeliverMail;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var row = TransmissionRow.Read(entry);
        var transmission = row.Transmission;
        if (transmission.Next > services().Time.GetUtcNow())
        {
            return OutboxOutcome.Later;
        }

        var message = await SubmittedMessage.ReadAsync(services().Blobs, transmission, cancellationToken);
        var answers = message is null ? SubmittedMessage.Gone(transmission) : await DeliverAsync(transmission, message, cancellationToken);
        return await settler.SettleAsync(row, answers, message, cancellationToken) switch
        {
            Settlement.Removed => OutboxOutcome.Removed,
            Settlement.Waiting when answers.Contains(SendAnswer.Untried) => OutboxOutcome.Unfinished,
            _ => OutboxOutcome.Later,
        };
    }

    private async Task<IReadOnlyList<SendAnswer>> DeliverAsync(Transmission transmission, byte[] message, CancellationToken cancellationToken)
    {
        var recipients = transmission.Recipients;
        var answers = new SendAnswer[recipients.Count];
        Array.Fill(answers, SendAnswer.Untried);
        var now = (int)Math.Clamp(MaximumRunBytes / Math.Max(1, message.Length), 1, recipients.Count);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelDeliveries, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, now, parallel, async (i, stop) => answers[i] = await DeliverAsync(transmission, recipients[i].Address, message, stop));
        return answers;
    }

    private async Task<SendAnswer> DeliverAsync(Transmission transmission, string address, byte[] message, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.FindAccountByAddressAsync(address, cancellationToken) switch
            {
                null => new(SendVerdict.Refused, "5.1.1", "There is no such address."),
                { Status: AccountStatus.Closed } => new(SendVerdict.Refused, "5.2.1", "The mailbox is closed."),
                { Status: AccountStatus.Maintenance } => new(SendVerdict.Deferred, "4.2.1", "The mailbox is under maintenance."),
                { } account => await DeliverAsync(transmission, account, message, cancellationToken),
            };
        }
#pragma warning disable CA1031 // Whatever it is, it must not keep the mail from the other recipients; this one is tried again.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(e, transmission.Blob);
            return new(SendVerdict.Deferred, "4.3.0", "The mailbox could not be reached.");
        }
    }

    private async Task<SendAnswer> DeliverAsync(Transmission transmission, AccountView account, byte[] message, CancellationToken cancellationToken)
    {
        var options = DeliveryOptions.Default with
        {
            Received = transmission.Submitted,
            IdempotencyKey = $"{transmission.Blob} {account.Partition}",
            KeyLifetime = KeyLifetime,
        };
        var mailbox = MailboxId.FromPartition(account.Partition)!;
        var outcome = await delivery().DeliverAsync(mailbox, account.MailQuotaBytes, FolderIds.Inbox, message, options, cancellationToken);
        return outcome.Result switch
        {
            DeliveryResult.Delivered or DeliveryResult.AlreadyDelivered => SendAnswer.Accepted,
            DeliveryResult.OverQuota => new(SendVerdict.Refused, "5.2.2", "The mailbox is full."),
            DeliveryResult.TooLarge => new(SendVerdict.Refused, "5.3.4", "The mail is too large."),
            _ => throw new InvalidOperationException($"Delivery into the Inbox ended with {outcome.Result}."),
        };
    }

    [LoggerMessage(2401, LogLevel.Warning, "The submitted mail {Blob} could not be delivered to one of its recipients and will be tried again.")]
    private partial void LogFailed(Exception exception, string blob);
}
