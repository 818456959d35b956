using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>A log entry to and from its row.</summary>
internal static class LogRow
{
    public static EntityProperties Write(LogEntry entry) => new(6)
    {
        { "v", MailRows.SchemaVersion },
        { "item", entry.Item },
        { "gone", entry.Gone },
        { "received", entry.Received },
        { "origin", entry.Origin.Value },
        { "others", entry.OthersSequence },
    };

    /// <summary>A tombstone also says when it was made, so that it can be purged.</summary>
    public static EntityProperties WriteTombstone(LogEntry entry, DateTimeOffset now)
    {
        var row = Write(entry);
        row.Add("at", now);
        return row;
    }

    public static LogEntry Read(Entity entity)
    {
        var row = entity.Properties;
        return new(
            Convert.ToInt64(entity.Key.Row[^16..], 16),
            row["item"].AsInt64(),
            row["gone"].AsBoolean(),
            row["received"].AsDateTime(),
            new Origin(row["origin"].AsInt64()),
            row["others"].AsInt64());
    }
}
