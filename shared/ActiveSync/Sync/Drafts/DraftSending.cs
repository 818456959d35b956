using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Composing;
using Carbonio.Cloud.Mailboxes.Drafts;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Sending;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync.Drafts;

/// <summary>Sends drafts: the message goes out and stands in Sent Items, the draft goes, in the batch that keeps what the Sync has done.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.69 Send; docs/decisions/0013-sending-from-a-device.md.</remarks>
public sealed class DraftSending(DraftComposer drafts, OutgoingComposer composer, MailSubmission submission, MailboxServices services)
{
    /// <summary>Makes a draft ready. Done once for a request.</summary>
    /// <param name="command">What the device asks for.</param>
    /// <param name="draft">The draft as it is; null for a new one.</param>
    /// <param name="round">The round.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The draft, or why it cannot be sent.</returns>
    internal async Task<(SentDraft? Sent, SyncStatus Status)> PrepareAsync(SyncItemCommand command, Item? draft, SyncRound round, CancellationToken cancellationToken)
    {
        if (round.Sends.Find(command, draft) is { } known)
        {
            return (known, SyncStatus.Success);
        }

        var mailbox = round.Context.Mailbox;
        var identity = SenderIdentity.Of(round.Context.Account);
        var (mime, problem) = await MessageAsync(mailbox, command, draft, identity, cancellationToken);
        if (problem != DraftProblem.None)
        {
            return (null, problem == DraftProblem.Lost ? SyncStatus.NotFound : SyncStatus.Conversion);
        }

        var refused = composer.TryCompose(MimeParser.Parse(mime, MimeLimits.Default), identity, threading: null, isNow: true, out var mail);
        if (mail is null)
        {
            return (null, refused == OutgoingProblem.NoRecipients ? SyncStatus.InvalidRecipients : SyncStatus.Conversion);
        }

        var growth = mail.Copy.Length - (draft?.Size ?? 0);
        if (round.Context.Account.MailQuotaBytes is > 0 and var quota && round.Batch.UsedBytes + growth > quota)
        {
            return (null, SyncStatus.OutOfSpace);
        }

        var (prepared, refusal) = await submission.PrepareAsync(mailbox.Id, mail.Submission, cancellationToken);
        if (prepared is null)
        {
            return (null, refusal == SubmissionProblem.TooLarge ? SyncStatus.Conversion : SyncStatus.InvalidRecipients);
        }

        var sent = new SentDraft(prepared, await CopyAsync(mailbox, mail, round.Now, cancellationToken));
        round.Sends.Keep(command, draft, sent);
        return (sent, SyncStatus.Success);
    }

    /// <summary>Puts a draft that is ready into the round's batch, which holds nothing yet: so it has room for all that a sending writes.</summary>
    internal void Put(SyncItemCommand command, Item? draft, SentDraft sent, SyncRound round)
    {
        submission.Put(round.Batch, sent.Submission);
        round.Batch.Add(sent.Copy);
        if (draft is not null)
        {
            round.Batch.Delete(draft);
        }

        round.Sends.NotePut(command, draft);
    }

    /// <summary>Throws away what was made ready and will not be sent.</summary>
    internal async Task DiscardAsync(DraftSends sends)
    {
        foreach (var unused in sends.Unused)
        {
            try
            {
                await submission.DiscardAsync(unused.Submission, CancellationToken.None);
                await services.Blobs.DeleteAsync(unused.Copy.Blob!, CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                // They stay behind: no row names them, so nobody ever sees them.
            }
        }
    }

    /// <summary>The draft as it shall be; one of which nothing changes is sent as it stands, whoever wrote it.</summary>
    private async Task<(ReadOnlyMemory<byte> Mime, DraftProblem Problem)> MessageAsync(
        IMailboxView mailbox, SyncItemCommand command, Item? draft, SenderIdentity identity, CancellationToken cancellationToken)
    {
        if (draft is null || command.Email?.Draft is not null)
        {
            return await drafts.BuildMessageAsync(mailbox, draft, command.Email?.Draft ?? DraftChange.None, identity.Author, cancellationToken);
        }

        var bytes = new byte[draft.Size];
        return await mailbox.ReadBlobAsync(draft, 0, bytes, cancellationToken) == bytes.Length ? (bytes, DraftProblem.None) : (default, DraftProblem.Lost);
    }

    private static async Task<Item> CopyAsync(IMailboxView mailbox, ComposedMail mail, DateTimeOffset now, CancellationToken cancellationToken) => new()
    {
        Id = 0,
        Folder = FolderIds.Sent,
        Class = ItemClass.Email,
        Received = now,
        Size = mail.Copy.Length,
        Blob = await mailbox.WriteBlobAsync(mail.Copy, cancellationToken),
        Content = MailContentBuilder.Build(mail.Copy, receivedAsBcc: false).Content,
        Read = true,
    };
}
