using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>The note that a device shows in place of an item that can't be shown: its words stand here and nowhere else.</summary>
public static class StandInContent
{
    /// <summary>The subject, where the item's own cannot be read.</summary>
    public const string Subject = "(An item that could not be shown)";

    /// <summary>The text.</summary>
    public const string Text =
        "This item could not be shown. It is kept unchanged on the server, and your administrator can see what is wrong with it: please ask there.";

    /// <summary>The note as an <see cref="Item.Content"/> of a mail: subject, text and no more.</summary>
    public static byte[] Make()
    {
        var fields = new FieldWriter();
        Write(fields);
        return fields.ToArray();
    }

    internal static void Write(FieldWriter fields)
    {
        fields.Text((byte)MailField.Subject, Subject);
        fields.Text((byte)MailField.ThreadTopic, Subject);
        fields.Text((byte)MailField.MessageClass, MessageClasses.Note);
        fields.Integer((byte)MailField.Importance, (int)MessageImportance.Normal + 1);
        fields.Text((byte)MailField.Preview, PreviewText.Make(Text, MailContent.PreviewCharacters));
        fields.Text((byte)MailField.TextHead, Text);
        fields.Integer((byte)MailField.TextBytes, Text.Length);
        fields.Integer((byte)MailField.HtmlBytes, TextToHtml.ConvertToDocument(Text, withLinks: true).Length);
        fields.Integer((byte)MailField.NativeBodyType, 1);
        fields.Integer((byte)MailField.StandIn, 1);
    }
}
