using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Writes down what a try came to, in one batch: who waits on, and the report of who is given up, in the sender's Inbox. So a
/// recipient is given up once and reported once.
/// </summary>
/// <param name="services">What mailboxes stand on.</param>
/// <param name="options">How mail is sent.</param>
/// <param name="measures">Told what came of it.</param>
internal sealed class TransmissionSettler(Func<MailboxServices> services, SendingOptions options, SendingMeasures measures)
{
    /// <summary>Tries to write, each on the mailbox as it then is.</summary>
    public const int MaximumTries = 12;

    /// <summary>Writes it down.</summary>
    /// <param name="row">The row, at the version on which the try was made.</param>
    /// <param name="answers">One for each recipient.</param>
    /// <param name="message">The mail, whose header a report gives back; empty when it is gone.</param>
    /// <param name="cancellationToken">Ends it; it may have been written.</param>
    /// <exception cref="StoreUnavailableException">A store did not answer, or other writers of the mailbox came first each time.</exception>
    public async Task<Settlement> SettleAsync(
        TransmissionRow row,
        IReadOnlyList<SendAnswer> answers,
        ReadOnlyMemory<byte> message,
        CancellationToken cancellationToken)
    {
        var now = services().Time.GetUtcNow();
        var outcome = TransmissionOutcome.Of(row.Transmission, answers, now, options.Random());
        var mailbox = services().Open(row.Mailbox);
        var report = outcome.Failed.Count == 0 ? null : await WriteReportAsync(mailbox, row, outcome, message, now, cancellationToken);
        for (var attempt = 1; attempt <= MaximumTries; attempt++)
        {
            if (await mailbox.FindStateAsync(cancellationToken) is not { } state)
            {
                break; // the account is gone, and its mail with it
            }

            if (await mailbox.TryCommitStepAsync(Batch(mailbox, state, row, outcome, report), cancellationToken))
            {
                measures.Add(outcome.Sent, outcome.Deferred, outcome.Failed.Count);
                return outcome.Rest is null ? Settlement.Removed : Settlement.Waiting;
            }

            if (await services().Entities.FindAsync(row.Mailbox.Key(row.Row), cancellationToken) is not { } found || found.ETag != row.ETag)
            {
                break;
            }

            if (attempt == MaximumTries)
            {
                throw new StoreUnavailableException("The mailbox is busy: other writers came first each time.");
            }
        }

        if (report is not null)
        {
            await services().Blobs.DeleteAsync(report.Blob!, cancellationToken);
        }

        return Settlement.Superseded;
    }

    private static MailboxBatch Batch(Mailbox mailbox, MailboxState state, TransmissionRow row, TransmissionOutcome outcome, Item? report)
    {
        var batch = mailbox.Begin(state, Origin.Server);
        if (outcome.Rest is { } rest)
        {
            row.PutInto(batch.Rows, rest);
        }
        else
        {
            batch.Rows.Delete(row.Row, row.ETag);
            batch.AddOutbox(OutboxKind.ReleaseMail, row.Transmission.Blob);
        }

        if (report is not null)
        {
            batch.Add(report);
        }

        return batch;
    }

    /// <summary>Makes the report's item. It counts against no quota: who is over theirs must learn of it all the same.</summary>
    private async Task<Item> WriteReportAsync(
        Mailbox mailbox,
        TransmissionRow row,
        TransmissionOutcome outcome,
        ReadOnlyMemory<byte> message,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var sender = row.Transmission.Sender;
        var from = options.ReportFrom ?? $"MAILER-DAEMON@{sender[(sender.LastIndexOf('@') + 1)..]}";
        var report = DeliveryReport.Write(services().NewId(), row.Transmission, outcome.Failed, message.Span, from, now);
        return new Item
        {
            Id = 0,
            Folder = FolderIds.Inbox,
            Class = ItemClass.Email,
            Received = now,
            Size = report.Length,
            Blob = await mailbox.WriteBlobAsync(report, cancellationToken),
            Content = MailContentBuilder.Build(report, receivedAsBcc: false).Content,
        };
    }
}
