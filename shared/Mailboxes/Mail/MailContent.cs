using System.Text;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Reads <see cref="Item.Content"/> of a mail, a field at a time: a Sync copies most of them to the wire as they are.</summary>
public readonly struct MailContent(byte[] content)
{
    /// <summary>Bytes of the text and of the HTML that are kept in the row, so that a short view needs no blob.</summary>
    public const int HeadBytes = 2048;

    /// <summary>Characters of a preview.</summary>
    /// <remarks>[MS-ASAIRS] 2.2.2.35 Preview: up to 255.</remarks>
    public const int PreviewCharacters = 255;

    /// <summary>The field in UTF-8, or empty.</summary>
    public ReadOnlySpan<byte> Bytes(MailField field)
    {
        var fields = new FieldReader(content);
        while (fields.Read())
        {
            if (fields.Tag == (byte)field)
            {
                return fields.Value;
            }
        }

        return default;
    }

    /// <summary>The field as text, or empty.</summary>
    public string Text(MailField field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>The field as a number, or 0.</summary>
    public long Integer(MailField field)
    {
        var fields = new FieldReader(content);
        while (fields.Read())
        {
            if (fields.Tag == (byte)field)
            {
                return fields.Integer;
            }
        }

        return 0;
    }
}
