using System.Text;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Gives the beginning of a body from the row, where that is enough: most Syncs ask for no more.</summary>
public static class MailHeads
{
    private static readonly int DocumentEndBytes = "</body></html>".Length;

    /// <summary>The first bytes of the text.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="maximumBytes">Most bytes; never inside a character.</param>
    /// <param name="text">UTF-8.</param>
    /// <returns>False when the row does not hold enough.</returns>
    public static bool TryText(in MailFields mail, long maximumBytes, out ReadOnlyMemory<byte> text) =>
        TryCut(mail.Memory(MailField.TextHead), mail.Integer(MailField.TextBytes), maximumBytes, out text);

    /// <summary>The first bytes of the HTML; where the sender wrote none, of what is made from the text.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="maximumBytes">Most bytes; never inside a character.</param>
    /// <param name="html">UTF-8.</param>
    /// <returns>False when the row does not hold enough.</returns>
    public static bool TryHtml(in MailFields mail, long maximumBytes, out ReadOnlyMemory<byte> html)
    {
        if (mail.Integer(MailField.NativeBodyType) == 2)
        {
            return TryCut(mail.Memory(MailField.HtmlHead), mail.Integer(MailField.HtmlBytes), maximumBytes, out html);
        }

        var head = mail[MailField.TextHead];
        var isWhole = head.Length >= mail.Integer(MailField.TextBytes);
        if (!isWhole)
        {
            // A word that goes on behind the head may be a link, which would come out otherwise.
            head = head[..(head.LastIndexOfAny((byte)' ', (byte)'\n') + 1)];
            if (maximumBytes > head.Length)
            {
                html = default;
                return false;
            }
        }

        var made = Encoding.UTF8.GetBytes(TextToHtml.ConvertToDocument(Encoding.UTF8.GetString(head), withLinks: true));
        var end = isWhole ? made.Length : made.Length - DocumentEndBytes;
        html = Utf8Text.Truncate(made.AsMemory(0, end), Limit(maximumBytes));
        return isWhole || maximumBytes <= end;
    }

    private static bool TryCut(ReadOnlyMemory<byte> head, long whole, long maximumBytes, out ReadOnlyMemory<byte> cut)
    {
        cut = Utf8Text.Truncate(head, Limit(maximumBytes));
        return maximumBytes <= head.Length || head.Length >= whole;
    }

    private static int Limit(long maximumBytes) => (int)Math.Clamp(maximumBytes, 0, int.MaxValue);
}
