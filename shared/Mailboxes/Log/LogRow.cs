using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>A log entry to and from its row.</summary>
internal static class LogRow
{
    /// <summary>The row, with the moment at which it was written: what is old enough is purged.</summary>
    public static EntityProperties Write(LogEntry entry, DateTimeOffset now) => new(7)
    {
        { "v", MailRows.SchemaVersion },
        { "item", entry.Item },
        { "gone", entry.Gone },
        { "received", entry.Received },
        { "origin", entry.Origin.Value },
        { "others", entry.OthersSequence },
        { "at", now },
    };

    /// <summary>When it was written. A row from before that was noted is older than any other.</summary>
    public static DateTimeOffset WrittenAt(Entity entity) => entity.Properties.FindDateTime("at") ?? DateTimeOffset.MinValue;

    /// <summary>True for a tombstone written at <paramref name="oldest"/> or before.</summary>
    public static bool IsExpired(Entity entity, DateTimeOffset oldest) => entity.Properties.FindBoolean("gone") == true && WrittenAt(entity) <= oldest;

    /// <summary>The sequence that a row stands at.</summary>
    public static long Sequence(Entity entity) => Convert.ToInt64(entity.Key.Row[^16..], 16);

    /// <returns>Null for a row that does not say what happened to which item.</returns>
    public static LogEntry? Read(Entity entity)
    {
        var row = entity.Properties;
        return row.FindInt64("item") is { } item && row.FindBoolean("gone") is { } gone && row.FindDateTime("received") is { } received
            ? new(Sequence(entity), item, gone, received, new Origin(row.FindInt64("origin") ?? 0), row.FindInt64("others") ?? 0)
            : null;
    }
}
