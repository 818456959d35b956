using System.Text;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.OutOfOffice;

/// <summary>The settings to and from their row: docs/decisions/0015-search.md.</summary>
internal static class OutOfOfficeRow
{
    public const string Key = "a";

    private const byte EnabledTag = 1;
    private const byte MessageTag = 2;
    private const byte HtmlTag = 3;

    public static EntityProperties Write(OutOfOfficeSettings settings)
    {
        var row = new EntityProperties(7)
        {
            { "v", MailRows.SchemaVersion },
            { "state", (int)settings.State },
            { "internal", Pack(settings.Internal) },
            { "known", Pack(settings.ExternalKnown) },
            { "unknown", Pack(settings.ExternalUnknown) },
        };
        row.SetOrRemove("start", settings.Start is { } start ? start : (EntityValue?)null);
        row.SetOrRemove("end", settings.End is { } end ? end : (EntityValue?)null);
        return row;
    }

    public static StoredOutOfOffice Read(Entity? row) => row is null
        ? new(OutOfOfficeSettings.None, null)
        : new(
            new()
            {
                State = (OutOfOfficeState)row.Properties["state"].AsInt32(),
                Start = row.Properties.FindDateTime("start"),
                End = row.Properties.FindDateTime("end"),
                Internal = Unpack(row.Properties.FindBinary("internal")),
                ExternalKnown = Unpack(row.Properties.FindBinary("known")),
                ExternalUnknown = Unpack(row.Properties.FindBinary("unknown")),
            },
            row.ETag);

    private static byte[] Pack(OutOfOfficeReply reply)
    {
        var fields = new FieldWriter();
        fields.Integer(EnabledTag, reply.Enabled ? 1 : 0);
        if (reply.Message is { } message)
        {
            fields.Bytes(MessageTag, Encoding.UTF8.GetBytes(message)); // an empty one is not the same as none
        }

        fields.Integer(HtmlTag, reply.IsHtml ? 1 : 0);
        return fields.ToArray();
    }

    private static OutOfOfficeReply Unpack(byte[]? packed)
    {
        var reply = OutOfOfficeReply.None;
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            reply = fields.Tag switch
            {
                EnabledTag => reply with { Enabled = fields.Integer != 0 },
                MessageTag => reply with { Message = fields.Text },
                HtmlTag => reply with { IsHtml = fields.Integer != 0 },
                _ => reply,
            };
        }

        return reply;
    }
}
