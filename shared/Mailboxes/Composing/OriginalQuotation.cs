using System.Globalization;
using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>What of a message stands in an answer to it, or goes with it when it is forwarded.</summary>
public static class OriginalQuotation
{
    private const string TextRule = "-----Original Message-----";
    private const string HtmlRule = "<hr style=\"display:inline-block;width:98%\">";
    private const string DateFormat = "dddd, d MMMM yyyy HH:mm zzz";

    /// <summary>For an answer: its text and HTML below a few lines that say whose they are, with the images of the HTML.</summary>
    public static Quotation ForReply(Original original) => Quote(original, withFiles: false);

    /// <summary>
    /// For a forward: the same, with its files. All of it as one file where that cannot be: it is encrypted or signed as a whole,
    /// or has more parts than are looked at.
    /// </summary>
    public static Quotation ForForward(Original original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var layout = original.Layout;
        return layout.PartsOmitted || layout.LimitReached || IsSealed(layout.Protection) ? AsFile(original) : Quote(original, withFiles: true);
    }

    /// <summary>All of it as one file, as <c>zimbraMobileSmartForwardRFC822Enabled</c> asks for.</summary>
    public static Quotation AsFile(Original original)
    {
        ArgumentNullException.ThrowIfNull(original);
        var name = original.Summary.Subject.Length > 0 ? original.Summary.Subject : "message";
        return new("", "") { Files = [MessageJoiner.File(new($"{name}.eml", "message/rfc822", original.Message.Source))] };
    }

    private static bool IsSealed(MessageProtection protection) => protection is
        MessageProtection.SMimeEncrypted or MessageProtection.SMimeOpaqueSigned or MessageProtection.SMimeReceipt or MessageProtection.PgpEncrypted;

    private static Quotation Quote(Original original, bool withFiles)
    {
        ArgumentNullException.ThrowIfNull(original);
        var content = MessageBody.In(original.Message.Source);
        var (text, html) = Heads(original);
        var parts = original.Layout.Attachments.Where(part => withFiles || part.IsInline).ToLookup(part => part.IsInline);
        return new(
            text + MessageBody.ReadText(original.Layout, content, int.MaxValue),
            html + HtmlJoin.Fragment(MessageBody.ReadHtml(original.Layout, content, int.MaxValue)))
        {
            Inline = [.. parts[true].Select(part => Copy(original, part))],
            Files = [.. parts[false].Select(part => Copy(original, part))],
        };
    }

    private static (string Text, string Html) Heads(Original original)
    {
        var mail = original.Summary;
        var text = new StringBuilder(TextRule).Append("\r\n");
        var html = new StringBuilder(HtmlRule).Append("<div style=\"font-family:sans-serif;font-size:11pt\">");
        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                text.Append(name).Append(": ").Append(value).Append("\r\n");
                html.Append("<b>").Append(name).Append(":</b> ").Append(TextToHtml.Convert(value, withLinks: false)).Append("<br>\r\n");
            }
        }

        Line("From", mail.From);
        Line("Sent", (mail.Date ?? original.Item.Received).ToString(DateFormat, CultureInfo.InvariantCulture));
        Line("To", mail.To);
        Line("Cc", mail.Cc);
        Line("Subject", mail.Subject);
        text.Append("\r\n");
        html.Append("</div><br>\r\n");
        return (text.ToString(), html.ToString());
    }

    /// <summary>
    /// A part as it stands in the original; anew where it is none, such as a file out of the middle of a text, or would be taken for a
    /// text of the message.
    /// </summary>
    private static ReadOnlyMemory<byte> Copy(Original original, MimePartLayout part)
    {
        var source = original.Message.Source;
        return Find(original.Message.Root, part) is { } entity && entity.Headers.Find("Content-Type") is not null && (part.IsInline || IsFile(entity))
            ? MessageJoiner.Copy(source, entity)
            : MessageJoiner.File(new(part.DisplayName, part.ContentType, PartContent.Decode(MessageBody.In(source)(part), part, part.DecodedLength)) { ContentId = part.ContentId });
    }

    private static bool IsFile(MimeEntity entity) => entity.ContentType.Type != "text" || entity.FileName is not null || entity.Disposition is { IsAttachment: true };

    private static MimeEntity? Find(MimeEntity entity, MimePartLayout part) =>
        entity.BodyOffset == part.Offset && entity.BodyLength == part.EncodedLength && !(entity.ContentType.IsMultipart && entity.Children.Count > 0)
            ? entity
            : entity.ContentType.IsMultipart
                ? entity.Children.Select(child => Find(child, part)).FirstOrDefault(found => found is not null)
                : null;
}
