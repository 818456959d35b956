using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>Notes what was done with a mail.</summary>
public static class LastVerbs
{
    /// <summary>The content of <see cref="Item.Content"/> with another last verb and the moment of it.</summary>
    public static byte[] Set(byte[] content, LastVerb verb, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        var changed = new FieldWriter(content.Length + 16);
        var fields = new FieldReader(content);
        while (fields.Read())
        {
            if (fields.Tag is not ((byte)MailField.LastVerb or (byte)MailField.LastVerbTime))
            {
                changed.Bytes(fields.Tag, fields.Value);
            }
        }

        changed.Integer((byte)MailField.LastVerb, (int)verb);
        changed.Integer((byte)MailField.LastVerbTime, at.UtcTicks);
        return changed.ToArray();
    }
}
