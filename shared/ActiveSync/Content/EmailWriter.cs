using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Writes mail.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2. What stands in the row goes to the wire as the bytes that stand there; the blob is read only for a body longer than the row's heads, and for MIME.</remarks>
public sealed class EmailWriter : IMultipartItemWriter
{
    private const int Utf8CodePage = 65001;
    private const int NormalImportance = 1;
    private const int OrdinaryAttachment = 1;
    private const int EmbeddedMessage = 5;

    /// <inheritdoc/>
    public ItemClass Class => ItemClass.Email;

    /// <inheritdoc/>
    public Task WriteAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken) =>
        WriteAsync(writer, null, mailbox, item, options, rules, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="BadItemException">The stored content is damaged, or the blob is not there or too short.</exception>
    public Task WriteAsync(
        WbxmlWriter writer, AnswerParts? parts, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        var mail = new MailFields(item.Content);
        if (!mail.IsWhole)
        {
            throw new BadItemException(BadItemReason.Damaged);
        }

        var source = BodySource.Of(item, mail);
        var body = BodySelection.Choose(options, source);
        var part = BodySelection.ChoosePart(options, source);
        WriteHead(writer, item, mail);
        ReadOnlyMemory<byte> partData = default;
        if (!EmailBody.TryFromRow(mail, body, out var data) || (part is { } asked && !EmailBody.TryFromRow(mail, asked, out partData)))
        {
            return WriteFromBlobAsync(writer, parts, mailbox, item, mail, body, part, rules, cancellationToken);
        }

        EmailBody.Write(writer, parts, mail, body, isPart: false, data.Span);
        if (part is { } second)
        {
            EmailBody.Write(writer, parts, mail, second, isPart: true, partData.Span);
        }

        WriteTail(writer, item, mail, rules);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>Of a received mail only Read, Flag, Categories and what was done with it can change; a draft can change altogether.</remarks>
    public Task WriteChangeAsync(WbxmlWriter writer, IMailboxView mailbox, Item item, ContentOptions options, VersionRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Drafts && IsDraft(item))
        {
            return WriteAsync(writer, mailbox, item, options, rules, cancellationToken);
        }

        writer.Element(EmailPage.Read, item.Read);
        EmailFlag.Write(writer, item.Flag);
        WriteCategories(writer, item.Categories);
        WriteLastVerb(writer, new MailFields(item.Content));
        return Task.CompletedTask;
    }

    private static bool IsDraft(Item item) => item.Folder == FolderIds.Drafts;

    private static async Task WriteFromBlobAsync(
        WbxmlWriter writer,
        AnswerParts? parts,
        IMailboxView mailbox,
        Item item,
        MailFields mail,
        BodyChoice body,
        BodyChoice? part,
        VersionRules rules,
        CancellationToken cancellationToken)
    {
        using var reader = await MailBodyReader.OpenAsync(mailbox, item, cancellationToken);
        if (reader is null && item.Blob is not null)
        {
            throw new BadItemException(BadItemReason.BlobMissing);
        }

        await EmailBody.WriteAsync(writer, parts, reader, mail, body, isPart: false, cancellationToken);
        if (part is { } asked)
        {
            await EmailBody.WriteAsync(writer, parts, reader, mail, asked, isPart: true, cancellationToken);
        }

        WriteTail(writer, item, mail, rules);
    }

    private static void WriteHead(WbxmlWriter writer, Item item, in MailFields mail)
    {
        Text(writer, EmailPage.To, mail[MailField.To]);
        Text(writer, EmailPage.From, mail[MailField.From]);
        Text(writer, EmailPage.Cc, mail[MailField.Cc]);
        Text(writer, EmailPage.Subject, mail[MailField.Subject]);
        Text(writer, EmailPage.ReplyTo, mail[MailField.ReplyTo]);
        EasDates.Write(writer, EmailPage.DateReceived, item.Received);
        Text(writer, EmailPage.DisplayTo, mail[MailField.DisplayTo]);
        Text(writer, EmailPage.ThreadTopic, mail[MailField.ThreadTopic]);
        writer.Element(EmailPage.Importance, mail.Integer(MailField.Importance) is > 0 and var importance ? importance - 1 : NormalImportance);
        writer.Element(EmailPage.Read, item.Read);
        if (mail.Integer(MailField.AttachmentCount) > 0)
        {
            if (!MessageLayout.TryRead(mail[MailField.Layout], out var layout))
            {
                throw new BadItemException(BadItemReason.Damaged);
            }

            WriteAttachments(writer, item.Id, layout, AttachmentNames.Of(mail[MailField.AttachmentNames]));
        }
    }

    private static void WriteAttachments(WbxmlWriter writer, long item, MessageLayout layout, AttachmentNames names)
    {
        writer.Start(AirSyncBasePage.Attachments);
        foreach (var part in layout.Attachments)
        {
            writer.Start(AirSyncBasePage.Attachment);
            writer.Element(AirSyncBasePage.DisplayName, part.DisplayName);
            writer.Element(AirSyncBasePage.FileReference, new FileReference(item, names.NameOf(part.PartNumber)).ToString());
            writer.Element(AirSyncBasePage.Method, part.IsEmbeddedMessage ? EmbeddedMessage : OrdinaryAttachment);
            writer.Element(AirSyncBasePage.EstimatedDataSize, part.DecodedLength);
            if (part.ContentId is { } id)
            {
                writer.Element(AirSyncBasePage.ContentId, id);
            }

            if (part.ContentLocation is { } location)
            {
                writer.Element(AirSyncBasePage.ContentLocation, location);
            }

            if (part.IsInline)
            {
                writer.Element(AirSyncBasePage.IsInline, value: true);
            }

            writer.End();
        }

        writer.End();
    }

    private static void WriteTail(WbxmlWriter writer, Item item, in MailFields mail, VersionRules rules)
    {
        WriteClass(writer, mail[MailField.MessageClass]);
        writer.Element(EmailPage.InternetCPID, mail.Integer(MailField.InternetCodePage) is > 0 and var page ? page : Utf8CodePage);
        EmailFlag.Write(writer, item.Flag);
        if (item.Categories.Count > 0)
        {
            WriteCategories(writer, item.Categories);
        }

        writer.Start(Email2Page.ConversationId);
        writer.Opaque(mail[MailField.ConversationId]);
        writer.End();
        writer.Start(Email2Page.ConversationIndex);
        writer.Opaque(mail[MailField.ConversationIndex]);
        writer.End();
        WriteLastVerb(writer, mail);
        if (mail.Integer(MailField.ReceivedAsBcc) == 1)
        {
            writer.Element(Email2Page.ReceivedAsBcc, value: true);
        }

        if (!mail[MailField.Sender].SequenceEqual(mail[MailField.From]))
        {
            Text(writer, Email2Page.Sender, mail[MailField.Sender]);
        }

        if (rules.Drafts)
        {
            writer.Element(Email2Page.IsDraft, IsDraft(item));
            if (IsDraft(item))
            {
                Text(writer, Email2Page.Bcc, mail[MailField.Bcc]);
            }
        }

        writer.Element(AirSyncBasePage.NativeBodyType, mail.Integer(MailField.NativeBodyType) is > 0 and var native ? native : BodySelection.Text);
    }

    private static void WriteClass(WbxmlWriter writer, ReadOnlySpan<byte> messageClass)
    {
        // A meeting's class promises a MeetingRequest element; as long as none is written, an invitation is a mail with a file.
        if (messageClass.IsEmpty || messageClass.StartsWith("IPM.Schedule."u8))
        {
            messageClass = "IPM.Note"u8;
        }

        writer.Element(EmailPage.MessageClass, messageClass);
        writer.Element(EmailPage.ContentClass, ContentClass(messageClass));
    }

    private static ReadOnlySpan<byte> ContentClass(ReadOnlySpan<byte> messageClass) =>
        messageClass.EndsWith(".NDR"u8) || messageClass.EndsWith(".DR"u8) || messageClass.EndsWith(".DELAYED"u8) ? "urn:content-classes:dsn"u8
        : messageClass.StartsWith("REPORT."u8) ? "urn:content-classes:mdn"u8
        : "urn:content-classes:message"u8;

    private static void WriteCategories(WbxmlWriter writer, IReadOnlyList<string> categories)
    {
        if (categories.Count == 0)
        {
            writer.Empty(EmailPage.Categories);
            return;
        }

        writer.Start(EmailPage.Categories);
        foreach (var category in categories)
        {
            writer.Element(EmailPage.Category, category);
        }

        writer.End();
    }

    private static void WriteLastVerb(WbxmlWriter writer, in MailFields mail)
    {
        if (mail.Integer(MailField.LastVerb) is > 0 and var verb)
        {
            writer.Element(Email2Page.LastVerbExecuted, verb);
            EasDates.Write(writer, Email2Page.LastVerbExecutionTime, new(mail.Integer(MailField.LastVerbTime), TimeSpan.Zero));
        }
    }

    private static void Text(WbxmlWriter writer, WbxmlTag tag, ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
        {
            writer.Element(tag, utf8);
        }
    }
}
