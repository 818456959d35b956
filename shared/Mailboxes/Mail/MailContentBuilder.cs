using System.Buffers;
using System.Text;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Makes a mail's <see cref="Item.Content"/> from the message: all that a Sync needs without opening the blob.</summary>
public static class MailContentBuilder
{
    /// <summary>Bytes of a content. What shortens it: the limits below, then attachments at the end of the layout.</summary>
    public const int MaximumContentBytes = 60 * 1024;

    /// <summary>UTF-8 bytes of To and of Cc, cut between two addresses.</summary>
    public const int MaximumRecipientBytes = 8 * 1024;

    /// <summary>UTF-8 bytes of Bcc and of Reply-To, cut between two addresses.</summary>
    public const int MaximumOtherAddressBytes = 2 * 1024;

    /// <summary>UTF-8 bytes of From and of Sender, cut between two addresses.</summary>
    public const int MaximumAuthorBytes = 2 * 1024;

    /// <summary>UTF-8 bytes of the subject, of the thread's topic and of DisplayTo.</summary>
    public const int MaximumLineBytes = 2 * 1024;

    /// <summary>UTF-8 bytes of a message id; a longer one is left out, because a cut one names nothing.</summary>
    public const int MaximumIdBytes = 1024;

    /// <summary>Decoded bytes of a text or HTML part that are looked at; what lies beyond is in the MIME form alone.</summary>
    public const int MaximumBodyBytes = 4 * 1024 * 1024;

    /// <summary>Builds the content.</summary>
    /// <param name="mime">The message, any bytes.</param>
    /// <param name="receivedAsBcc">The recipient stood in no header.</param>
    public static BuiltMail Build(ReadOnlyMemory<byte> mime, bool receivedAsBcc) =>
        Build(mime, receivedAsBcc, static source => MimeParser.Parse(source, MimeLimits.Default));

    internal static BuiltMail Build(ReadOnlyMemory<byte> mime, bool receivedAsBcc, Func<ReadOnlyMemory<byte>, MimeMessage> parse)
    {
        try
        {
            var message = parse(mime);
            var layout = MessageLayout.From(message);
            var summary = MessageSummary.Of(message, layout);
            var fields = new FieldWriter();
            WriteHeaders(fields, summary, receivedAsBcc);
            WriteConversation(fields, message, summary);
            WriteBodies(fields, layout, MessageBody.In(mime));
            WriteLayout(fields, layout);
            return new(fields.ToArray(), summary.Received, summary.Date, IsStandIn: false);
        }
#pragma warning disable CA1031 // A fault in a parser must not cost anybody a mail: it is kept, and shown by a note.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new(StandIn(mime.Span), null, null, IsStandIn: true);
        }
    }

    private static void WriteHeaders(FieldWriter fields, MessageSummary mail, bool receivedAsBcc)
    {
        fields.Text((byte)MailField.From, Join(mail.FromAddresses, MaximumAuthorBytes));
        fields.Text((byte)MailField.To, Join(mail.ToAddresses, MaximumRecipientBytes));
        fields.Text((byte)MailField.Cc, Join(mail.CcAddresses, MaximumRecipientBytes));
        fields.Text((byte)MailField.Bcc, Join(mail.BccAddresses, MaximumOtherAddressBytes));
        fields.Text((byte)MailField.ReplyTo, Join(mail.ReplyToAddresses, MaximumOtherAddressBytes));
        fields.Text((byte)MailField.Sender, Join(mail.SenderAddresses, MaximumAuthorBytes));
        fields.Text((byte)MailField.Subject, Utf8Text.Truncate(mail.Subject, MaximumLineBytes));
        fields.Text((byte)MailField.ThreadTopic, Utf8Text.Truncate(mail.ThreadTopic, MaximumLineBytes));
        fields.Text((byte)MailField.DisplayTo, Utf8Text.Truncate(mail.DisplayTo, MaximumLineBytes));
        fields.Text((byte)MailField.MessageClass, mail.MessageClass);
        fields.Integer((byte)MailField.Importance, (int)mail.Importance + 1);
        fields.Integer((byte)MailField.InternetCodePage, mail.InternetCodePage);
        fields.Text((byte)MailField.MessageId, Id(mail.MessageId));
        fields.Text((byte)MailField.InReplyTo, Id(mail.InReplyTo));
        fields.Integer((byte)MailField.ReceivedAsBcc, receivedAsBcc ? 1 : 0);
    }

    private static void WriteConversation(FieldWriter fields, MimeMessage message, MessageSummary mail)
    {
        fields.Bytes((byte)MailField.ConversationId, Conversations.Id(mail));
        fields.Bytes((byte)MailField.ConversationIndex, Conversations.Index(mail, message.Root.Headers.FindText("Thread-Index")));
    }

    private static void WriteBodies(FieldWriter fields, MessageLayout layout, Func<MimePartLayout, ReadOnlyMemory<byte>> encoded)
    {
        var text = MessageBody.ReadText(layout, encoded, MaximumBodyBytes);
        fields.Text((byte)MailField.Preview, PreviewText.Make(text, MailContent.PreviewCharacters));
        fields.Text((byte)MailField.TextHead, Utf8Text.Truncate(text, MailContent.HeadBytes));
        fields.Integer((byte)MailField.TextBytes, Measure(Encoding.UTF8.GetByteCount(text), layout, layout.TextBody));
        if (layout.HasHtml)
        {
            var html = MessageBody.ReadHtml(layout, encoded, MaximumBodyBytes);
            fields.Text((byte)MailField.HtmlHead, Utf8Text.Truncate(html, MailContent.HeadBytes));
            fields.Integer((byte)MailField.HtmlBytes, Measure(Encoding.UTF8.GetByteCount(html), layout, layout.HtmlBody));
        }
        else
        {
            // HTML that is made of the text is made again when a device wants it: here its size is enough.
            fields.Integer((byte)MailField.HtmlBytes, Measure(MessageBody.MeasureHtml(layout, encoded, MaximumBodyBytes), layout, layout.HtmlBody));
        }

        fields.Integer((byte)MailField.NativeBodyType, layout.HasHtml ? 2 : 1);
    }

    /// <summary>Bytes of the body. Where a part was not read to its end, at least what the parts have: the device shall know that there is more.</summary>
    private static long Measure(long bytes, MessageLayout layout, IReadOnlyList<int> parts) =>
        parts.Any(index => layout.Parts[index].DecodedLength > MaximumBodyBytes)
            ? Math.Max(bytes + 1, parts.Sum(index => (long)layout.Parts[index].DecodedLength))
            : bytes;

    private static void WriteLayout(FieldWriter fields, MessageLayout layout)
    {
        const int Heads = 16; // tags and lengths of the two fields
        var room = MaximumContentBytes - fields.Length - Heads;
        var buffer = new ArrayBufferWriter<byte>();
        layout.Write(buffer);
        for (var kept = layout.Parts.Count; buffer.WrittenCount > room && kept > 0;)
        {
            kept = kept * 3 / 4;
            layout = LayoutCut.Shorten(layout, kept);
            buffer.ResetWrittenCount();
            layout.Write(buffer);
        }

        fields.Integer((byte)MailField.AttachmentCount, layout.Attachments.Count());
        fields.Bytes((byte)MailField.Layout, buffer.WrittenSpan);
    }

    private static byte[] StandIn(ReadOnlySpan<byte> mime)
    {
        var fields = new FieldWriter();
        StandInContent.Write(fields);
        fields.Bytes((byte)MailField.ConversationId, Conversations.Id(mime));
        fields.Bytes((byte)MailField.ConversationIndex, Conversations.Index(new MessageSummary(), null));
        return fields.ToArray();
    }

    private static string Join(IReadOnlyList<MailAddress> addresses, int maximumBytes)
    {
        const string Separator = ", ";
        if (addresses.Count == 1)
        {
            return Utf8Text.Truncate(addresses[0].ToString(), maximumBytes);
        }

        var text = new StringBuilder();
        var bytes = 0;
        foreach (var address in addresses)
        {
            var one = address.ToString();
            bytes += Encoding.UTF8.GetByteCount(one) + Separator.Length;
            if (bytes > maximumBytes)
            {
                break;
            }

            text.Append(text.Length > 0 ? Separator : string.Empty).Append(one);
        }

        return text.ToString();
    }

    private static string? Id(string? id) => id is not null && Encoding.UTF8.GetByteCount(id) <= MaximumIdBytes ? id : null;
}
