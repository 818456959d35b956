using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>An outbox entry to its row.</summary>
internal static class OutboxRow
{
    public static EntityProperties Write(OutboxKind kind, string payload, DateTimeOffset now) => new(4)
    {
        { "v", MailRows.SchemaVersion },
        { "kind", (int)kind },
        { "payload", payload },
        { "at", now },
    };
}
