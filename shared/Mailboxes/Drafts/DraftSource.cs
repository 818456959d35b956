using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Drafts;

/// <summary>A draft as it is before a change, taken apart.</summary>
internal sealed class DraftSource
{
    private readonly MessageSummary summary;
    private readonly string? text;
    private readonly string? html;

    private DraftSource(MessageSummary summary, string? text, string? html, IReadOnlyList<DraftFile> files, int nextName)
    {
        this.summary = summary;
        this.text = text;
        this.html = html;
        Files = files;
        NextName = nextName;
    }

    /// <summary>A draft that does not exist yet.</summary>
    public static DraftSource Empty { get; } = new(new MessageSummary(), null, null, [], 1);

    /// <summary>Its files, in their order.</summary>
    public IReadOnlyList<DraftFile> Files { get; }

    /// <summary>Number of the next name.</summary>
    public int NextName { get; }

    /// <summary>Reads a draft.</summary>
    /// <returns>Null when its original form is gone.</returns>
    public static async Task<DraftSource?> ReadAsync(IMailboxView mailbox, Item item, CancellationToken cancellationToken)
    {
        var bytes = new byte[item.Size];
        if (await mailbox.ReadBlobAsync(item, 0, bytes, cancellationToken) != bytes.Length)
        {
            return null;
        }

        var message = MimeParser.Parse(bytes, MimeLimits.Default);
        var layout = MessageLayout.From(message);
        var names = AttachmentNames.Of(new MailContent(item.Content).Bytes(MailField.AttachmentNames));
        var content = MessageBody.In(bytes);
        var hasText = layout.TextBody.Any(index => layout.Parts[index].ContentType != "text/html");
        return new(
            MessageSummary.Of(message, layout),
            hasText ? MessageBody.ReadText(layout, content, bytes.Length) : null,
            layout.HasHtml ? MessageBody.ReadHtml(layout, content, bytes.Length) : null,
            [.. layout.Attachments.Select(part => new DraftFile(names.NameOf(part.PartNumber), File(part, content(part)), null))],
            names.Next);
    }

    /// <summary>The draft with a change, without its files.</summary>
    public MimeDraft Apply(DraftChange change, MailAddress author, DateTimeOffset now) => new()
    {
        From = author,
        Date = now,
        MessageId = summary.MessageId,
        To = Addresses(change.To, summary.ToAddresses),
        Cc = Addresses(change.Cc, summary.CcAddresses),
        Bcc = Addresses(change.Bcc, summary.BccAddresses),
        ReplyTo = Addresses(change.ReplyTo, summary.ReplyToAddresses),
        Subject = change.Subject ?? summary.Subject,
        InReplyTo = summary.InReplyTo,
        References = summary.References,
        Importance = change.Importance ?? summary.Importance,
        Text = change.Body is { } body ? body.IsHtml ? null : body.Text : text,
        Html = change.Body is { } other ? other.IsHtml ? other.Text : null : html,
    };

    private static IReadOnlyList<MailAddress> Addresses(string? sent, IReadOnlyList<MailAddress> known) => sent is null ? known : AddressParser.Parse(sent);

    private static MimeAttachment File(MimePartLayout part, ReadOnlyMemory<byte> encoded) =>
        new(part.DisplayName, part.ContentType, PartContent.Decode(encoded, part, part.DecodedLength)) { ContentId = part.ContentId };
}
