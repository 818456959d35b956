using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>The forms in which a mail's body can be had.</summary>
/// <param name="NativeType">The sender's: 1 text, 2 HTML.</param>
/// <param name="TextBytes">UTF-8 bytes as text.</param>
/// <param name="HtmlBytes">UTF-8 bytes as HTML.</param>
/// <param name="MimeBytes">Bytes of the whole message; 0 when there is none.</param>
/// <param name="IsSMime">Signed or encrypted by S/MIME.</param>
public readonly record struct BodySource(byte NativeType, long TextBytes, long HtmlBytes, long MimeBytes, bool IsSMime)
{
    /// <summary>The forms of a stored mail.</summary>
    public static BodySource Of(Item item, in MailFields mail)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(
            mail.Integer(MailField.NativeBodyType) == BodySelection.Html ? BodySelection.Html : BodySelection.Text,
            mail.Integer(MailField.TextBytes),
            mail.Integer(MailField.HtmlBytes),
            item.Blob is null ? 0 : item.Size,
            mail[MailField.MessageClass].IndexOf(".SMIME"u8) >= 0);
    }

    /// <summary>Bytes of one form; 0 for one that cannot be had.</summary>
    public long Bytes(byte type) => type switch
    {
        BodySelection.Text => TextBytes,
        BodySelection.Html => HtmlBytes,
        BodySelection.Mime => MimeBytes,
        _ => 0,
    };
}
