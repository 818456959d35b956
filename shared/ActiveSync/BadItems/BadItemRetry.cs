using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.BadItems;

/// <summary>Tries a bad item again with what this release can do: its content is made anew from the blob, and written out on trial.</summary>
/// <remarks>
/// What can be shown now becomes a new item in the old one's place, because a phone that holds a mail does not take another body
/// for it: it is told of a Delete and an Add. Read state, flag, categories, folder, received moment and blob go with it.
/// </remarks>
public sealed class BadItemRetry(MailboxServices services, BadItemStore badItems, ItemWriters writers)
{
    /// <summary>Tries against other writers of the mailbox.</summary>
    public const int MaximumTries = 12;

    // A property holds 64 KiB; the content that is built leaves this much of it.
    private const int MaximumCarriedBytes = 4 * 1024;

    /// <summary>Tries one item again.</summary>
    /// <exception cref="StoreUnavailableException">A store did not answer. Ask again: an item that was replaced by then is not listed any more.</exception>
    public async Task<BadItemRetryOutcome> RetryAsync(MailboxId id, long item, CancellationToken cancellationToken)
    {
        var mailbox = services.Open(id);
        Item? tried = null;
        Item? renewed = null;
        for (var tries = 0; tries < MaximumTries; tries++)
        {
            var state = await mailbox.ReadStateAsync(cancellationToken);
            if (await badItems.FindAsync(id, item, cancellationToken) is not { } record)
            {
                return new(BadItemRetryStatus.NotListed);
            }

            if (await mailbox.FindItemsAsync([item], cancellationToken) is not [{ } now])
            {
                await badItems.DropAsync(id, [record], cancellationToken);
                return new(BadItemRetryStatus.NotListed);
            }

            if (tried is null || tried.Blob != now.Blob || !tried.Content.AsSpan().SequenceEqual(now.Content))
            {
                tried = now;
                (renewed, var reason) = await RenewAsync(mailbox, now, cancellationToken);
                if (reason is not null)
                {
                    return new(BadItemRetryStatus.StillBad, Reason: reason);
                }
            }

            var batch = mailbox.Begin(state, Origin.Server);
            var made = batch.Supersede(now, now with { Content = renewed!.Content });
            BadItemStore.Remove(batch.Rows, record);
            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return new(BadItemRetryStatus.Replaced, NewItem: made.Id);
            }
        }

        return new(BadItemRetryStatus.Busy);
    }

    /// <summary>The item with the content that this release makes of its blob, or what is wrong with it.</summary>
    private async Task<(Item? Item, BadItemReason? Reason)> RenewAsync(Mailbox mailbox, Item item, CancellationToken cancellationToken)
    {
        if (item is { Class: ItemClass.Email, Blob: not null })
        {
            var mime = new byte[item.Size];
            var read = await mailbox.ReadBlobAsync(item, 0, mime, cancellationToken);
            if (read != mime.Length)
            {
                return (null, read is null ? BadItemReason.BlobMissing : BadItemReason.Damaged);
            }

            var before = new MailFields(item.Content);
            var built = MailContentBuilder.Build(mime, before.Integer(MailField.ReceivedAsBcc) == 1);
            if (built.IsStandIn)
            {
                return (null, BadItemReason.Unreadable);
            }

            item = item with { Content = WithWhatNoMessageSays(built.Content, before) };
        }

        return await writers.TryOutAsync(mailbox, item, cancellationToken) is { } reason ? (null, reason) : (item, null);
    }

    // What was done with the mail, and what a draft's attachments are called, stands in no message.
    private static byte[] WithWhatNoMessageSays(byte[] content, in MailFields before)
    {
        var fields = new FieldWriter();
        foreach (var field in (MailField[])[MailField.LastVerb, MailField.LastVerbTime, MailField.AttachmentNames])
        {
            if (before[field] is { IsEmpty: false } known)
            {
                fields.Bytes((byte)field, known);
            }
        }

        return fields.Length == 0 || content.Length + fields.Length > MailContentBuilder.MaximumContentBytes + MaximumCarriedBytes
            ? content
            : [.. content, .. fields.ToArray()];
    }
}
