using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>
/// Sends a message: it, the copy in Sent Items, the mark on the mail that is answered and the row that knows a repeat are one batch
/// of the sender's mailbox.
/// </summary>
/// <remarks>docs/decisions/0013-sending-from-a-device.md. Holds nothing between messages.</remarks>
/// <param name="services">What mailboxes stand on.</param>
/// <param name="submission">Takes the message in.</param>
public sealed class MailSender(MailboxServices services, MailSubmission submission)
{
    /// <summary>Tries for one message, each on the mailbox as it then is.</summary>
    public const int MaximumTries = 12;

    /// <summary>Looks whether a message was sent before.</summary>
    public async Task<bool> IsSentAsync(MailboxId mailbox, string onceRow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return SentOnce.IsSent(await services.Entities.FindAsync(mailbox.Key(onceRow), cancellationToken), services.Time.GetUtcNow());
    }

    /// <summary>Sends a message of which <see cref="IsSentAsync"/> has said that it was not.</summary>
    /// <param name="mailbox">The sender's mailbox.</param>
    /// <param name="state">The mailbox row, read before <see cref="IsSentAsync"/> and before the original.</param>
    /// <param name="order">What is to be sent.</param>
    /// <param name="cancellationToken">Ends the preparation. Once the message is prepared it is sent all the same.</param>
    /// <exception cref="StoreUnavailableException">A store did not answer: the message may have been sent, a repeat will tell.</exception>
    public async Task<SendResult> SendAsync(IMailboxView mailbox, MailboxState state, SendOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        if (IsOverQuota(state, order))
        {
            return SendResult.OverQuota;
        }

        var (prepared, problem) = await submission.PrepareAsync(mailbox.Id, order.Mail.Submission, cancellationToken);
        if (prepared is null)
        {
            return ResultOf(problem);
        }

        var copy = order.SaveCopy ? await WriteCopyAsync(mailbox, order) : null;
        var result = await CommitAsync(mailbox, state, order, prepared, copy);
        if (result == SendResult.Sent)
        {
            await SweepAsync(mailbox.Id, order.OnceRow);
            return result;
        }

        await DiscardAsync(prepared, copy?.Blob);
        return result;
    }

    private async Task<SendResult> CommitAsync(IMailboxView mailbox, MailboxState state, SendOrder order, PreparedSubmission prepared, Item? copy)
    {
        var original = order.Original;
        Entity? once = null;
        for (var tries = 1; ; tries++)
        {
            var now = services.Time.GetUtcNow();
            var batch = mailbox.Begin(state, order.Device.Aside());
            submission.Put(batch, prepared);
            batch.Rows.InsertOrReplace(order.OnceRow, once?.ETag, SentOnce.Write(now));
            if (copy is not null)
            {
                batch.Add(copy);
            }

            if (original is not null)
            {
                batch.Update(original, original with { Content = LastVerbs.Set(original.Content, order.Verb, now) }, ToldTo(original, order));
            }

            if (await mailbox.TryCommitAsync(batch, CancellationToken.None))
            {
                return SendResult.Sent;
            }

            if (tries == MaximumTries)
            {
                return SendResult.Busy;
            }

            // The mailbox row first: what is read after it is at least as new.
            state = await mailbox.ReadStateAsync(CancellationToken.None);
            once = await services.Entities.FindAsync(mailbox.Id.Key(order.OnceRow), CancellationToken.None);
            if (SentOnce.IsSent(once, now))
            {
                return SendResult.SentBefore;
            }

            if (IsOverQuota(state, order))
            {
                return SendResult.OverQuota;
            }

            // Deleted meanwhile: the answer, which has its text, goes all the same.
            original = original is null ? null : (await mailbox.FindItemsAsync([original.Id], CancellationToken.None))[0];
        }
    }

    // What the device itself did before is no news to it.
    private static long ToldTo(Item original, SendOrder order) =>
        original.Origin == order.Device && original.OthersSequence == 0 ? Math.Max(order.ToldTo, original.Sequence) : order.ToldTo;

    private async Task<Item> WriteCopyAsync(IMailboxView mailbox, SendOrder order)
    {
        var copy = order.Mail.Copy;
        return new Item
        {
            Id = 0,
            Folder = FolderIds.Sent,
            Class = ItemClass.Email,
            Received = services.Time.GetUtcNow(),
            Size = copy.Length,
            Blob = await mailbox.WriteBlobAsync(copy, CancellationToken.None),
            Content = MailContentBuilder.Build(copy, receivedAsBcc: false).Content,
            Read = true,
        };
    }

    private static bool IsOverQuota(MailboxState state, SendOrder order) =>
        order.QuotaBytes > 0 && state.UsedBytes + (order.SaveCopy ? order.Mail.Copy.Length : 0) > order.QuotaBytes;

    /// <summary>What a problem of the submission is called here.</summary>
    public static SendResult ResultOf(SubmissionProblem problem) => problem switch
    {
        SubmissionProblem.NoRecipients => SendResult.NoRecipients,
        SubmissionProblem.TooManyRecipients => SendResult.TooManyRecipients,
        SubmissionProblem.InvalidRecipient => SendResult.InvalidRecipient,
        SubmissionProblem.TooLarge => SendResult.TooLarge,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "Not a problem."),
    };

    private async Task DiscardAsync(PreparedSubmission prepared, string? copy)
    {
        try
        {
            await submission.DiscardAsync(prepared, CancellationToken.None);
            await (copy is null ? Task.CompletedTask : services.Blobs.DeleteAsync(copy, CancellationToken.None));
        }
        catch (StoreUnavailableException)
        {
            // They stay behind: no row names them, so nobody ever sees them.
        }
    }

    private async Task SweepAsync(MailboxId mailbox, string onceRow)
    {
        if (SentOnce.Sweep(mailbox.Partition, onceRow) is not { } query)
        {
            return;
        }

        try
        {
            var now = services.Time.GetUtcNow();
            var page = await services.Entities.QueryAsync(query, CancellationToken.None);
            var batch = new EntityBatch(query.Table, query.Partition);
            foreach (var row in page.Rows.Where(row => SentOnce.IsExpired(row, now)))
            {
                batch.Delete(row.Key.Row, row.ETag);
            }

            if (batch.Writes.Count > 0)
            {
                await services.Entities.TryWriteAsync(batch, CancellationToken.None); // false: one was renewed meanwhile
            }
        }
        catch (StoreUnavailableException)
        {
            // A later message comes by again.
        }
    }
}
