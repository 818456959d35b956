using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>
/// Writes a draft anew: what it was, with what changes, as one message in a blob of its own. Nothing names that blob until the
/// batch with the item is written.
/// </summary>
/// <param name="builder">Writes messages.</param>
/// <param name="time">The clock.</param>
/// <param name="newId">Gives ids that are never given twice, for message ids.</param>
/// <param name="maximumMessageBytes">Longest message; one of this length is kept.</param>
public sealed class DraftComposer(MimeBuilder builder, TimeProvider time, Func<string> newId, long maximumMessageBytes = MailDelivery.DefaultMaximumMessageBytes)
{
    /// <summary>Files of one draft.</summary>
    public const int MaximumAttachments = 100;

    /// <summary>Composes a draft.</summary>
    /// <param name="mailbox">Where it belongs.</param>
    /// <param name="before">The draft as it is; null for a new one.</param>
    /// <param name="change">What becomes of it.</param>
    /// <param name="author">Whose it is.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The draft, its blob durable; or what stands against it.</returns>
    public async Task<(ComposedDraft? Draft, DraftProblem Problem)> ComposeAsync(
        IMailboxView mailbox, Item? before, DraftChange change, MailAddress author, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var (built, problem) = await BuildAsync(mailbox, before, change, author, cancellationToken);
        return built is null
            ? (null, problem)
            : (new(await mailbox.WriteBlobAsync(built.Mime, cancellationToken), built.Mime.Length, built.Content, built.Names), DraftProblem.None);
    }

    /// <summary>Builds a draft that is not kept, because it is sent. Nothing is written.</summary>
    /// <param name="mailbox">Where it belongs.</param>
    /// <param name="before">The draft as it is; null for a new one.</param>
    /// <param name="change">What becomes of it.</param>
    /// <param name="author">Whose it is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The message; or what stands against it.</returns>
    public async Task<(ReadOnlyMemory<byte> Mime, DraftProblem Problem)> BuildMessageAsync(
        IMailboxView mailbox, Item? before, DraftChange change, MailAddress author, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var (built, problem) = await BuildAsync(mailbox, before, change, author, cancellationToken);
        return (built?.Mime ?? default, problem);
    }

    private async Task<(BuiltDraft? Draft, DraftProblem Problem)> BuildAsync(
        IMailboxView mailbox, Item? before, DraftChange change, MailAddress author, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var known = before is null ? DraftSource.Empty : await DraftSource.ReadAsync(mailbox, before, cancellationToken);
        if (known is null)
        {
            return (null, DraftProblem.Lost);
        }

        var files = Files(known, change, out var next);
        if (files.Count > MaximumAttachments)
        {
            return (null, DraftProblem.TooManyAttachments);
        }

        var draft = known.Apply(change, author, time.GetUtcNow());
        draft = draft with
        {
            Attachments = [.. files.Select(file => file.File)],
            MessageId = draft.MessageId ?? $"{newId()}@{author.Address[(author.Address.LastIndexOf('@') + 1)..]}",
        };
        if (files.Sum(file => (long)file.File.Content.Length) > maximumMessageBytes)
        {
            return (null, DraftProblem.TooLarge);
        }

        var mime = builder.Build(draft);
        if (mime.Length > maximumMessageBytes)
        {
            return (null, DraftProblem.TooLarge);
        }

        var content = Name(MailContentBuilder.Build(mime, receivedAsBcc: false).Content, draft, files, next);
        return (new(mime, content, [.. files.Where(file => file.ClientId is not null).Select(file => (file.ClientId!, file.Name))]), DraftProblem.None);
    }

    private static List<DraftFile> Files(DraftSource known, DraftChange change, out int next)
    {
        var files = known.Files.Where(file => !change.Removed.Contains(file.Name, StringComparer.Ordinal)).ToList();
        next = known.NextName;
        foreach (var added in change.Added)
        {
            var file = new MimeAttachment(added.FileName, added.ContentType, added.Content) { ContentId = added.ContentId };
            files.Add(new(AttachmentNames.Make(next++), file, added.ClientId));
        }

        return files;
    }

    // Which part a file has become, its place tells: what the HTML refers to stands beside it, then come the others. What only
    // looks like a file, in the text, is none of them.
    private static byte[] Name(byte[] content, MimeDraft draft, List<DraftFile> files, int next)
    {
        if (!MessageLayout.TryRead(new MailContent(content).Bytes(MailField.Layout), out var layout))
        {
            return content;
        }

        var inOrder = files.OrderBy(file => draft.Html is not null && file.File.ContentId is not null ? 0 : 1);
        var names = new AttachmentNames(next, inOrder.Zip(layout.Attachments.Where(part => part.TransferEncoding != TransferEncoding.UuEncode), (file, part) => (file.Name, part.PartNumber)));
        var named = new FieldWriter();
        named.Bytes((byte)MailField.AttachmentNames, names.Pack());
        return [.. content, .. named.ToArray()];
    }

    /// <param name="Mime">The message.</param>
    /// <param name="Content">The item's content.</param>
    /// <param name="Names">As in <see cref="ComposedDraft.Names"/>.</param>
    private sealed record BuiltDraft(ReadOnlyMemory<byte> Mime, byte[] Content, IReadOnlyList<(string ClientId, string Name)> Names);
}
