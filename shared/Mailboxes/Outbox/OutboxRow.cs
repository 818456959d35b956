using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>An outbox entry to its row.</summary>
internal static class OutboxRow
{
    public const string Data = "data";

    public static EntityProperties Write(OutboxKind kind, string payload, DateTimeOffset now) => new(4)
    {
        { "v", MailRows.SchemaVersion },
        { "kind", (int)kind },
        { "payload", payload },
        { "at", now },
    };

    /// <summary>Work whose particulars are bytes, which who does it may replace.</summary>
    public static EntityProperties Write(OutboxKind kind, byte[] data, DateTimeOffset at)
    {
        var row = Write(kind, string.Empty, at);
        row.Add(Data, data);
        return row;
    }
}
