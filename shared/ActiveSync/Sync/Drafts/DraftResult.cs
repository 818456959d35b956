using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync.Drafts;

/// <summary>What a device is told of a draft that it has just made or changed.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.21 ConversationId; [MS-ASAIRS] 2.2.2.7 Attachment, in a Responses element.</remarks>
/// <param name="Item">The draft.</param>
/// <param name="ConversationId">Of a new draft; empty for one that was only changed.</param>
/// <param name="Attachments">For each file put in, what the device calls it and its name from now on.</param>
public sealed record DraftResult(long Item, ReadOnlyMemory<byte> ConversationId, IReadOnlyList<(string ClientId, string Name)> Attachments)
{
    internal byte[] Pack()
    {
        var fields = new FieldWriter(64);
        fields.Integer(1, Item);
        if (!ConversationId.IsEmpty)
        {
            fields.Bytes(2, ConversationId.Span);
        }

        foreach (var (clientId, name) in Attachments)
        {
            fields.Text(3, clientId);
            fields.Text(4, name);
        }

        return fields.ToArray();
    }

    internal static DraftResult Unpack(ReadOnlySpan<byte> packed)
    {
        var result = new DraftResult(0, default, []);
        var attachments = new List<(string, string)>();
        var clientId = "";
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case 1:
                    result = result with { Item = fields.Integer };
                    break;
                case 2:
                    result = result with { ConversationId = fields.Value.ToArray() };
                    break;
                case 3:
                    clientId = fields.Text;
                    break;
                case 4:
                    attachments.Add((clientId, fields.Text));
                    break;
            }
        }

        return result with { Attachments = attachments };
    }
}
