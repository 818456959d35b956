using System.Globalization;

namespace Carbonio.Cloud.Mailboxes.Storage;

/// <summary>Row keys of a mailbox's partition: docs/decisions/0002-storage-layout.md.</summary>
public static class MailRows
{
    /// <summary>Schema version of every row written.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The mailbox row.</summary>
    public const string Mailbox = "m";

    /// <summary>Prefix of folder rows.</summary>
    public const string Folders = "f!";

    /// <summary>Prefix of outbox rows.</summary>
    public const string Outbox = "o!";

    /// <summary>Prefix of device rows.</summary>
    public const string Devices = "v!";

    /// <summary>A folder's row.</summary>
    public static string Folder(int folder) => string.Create(CultureInfo.InvariantCulture, $"f!{folder:x8}");

    /// <summary>An item's row.</summary>
    public static string Item(long item) => string.Create(CultureInfo.InvariantCulture, $"i!{item:x16}");

    /// <summary>A row of a folder's log.</summary>
    public static string Log(int folder, long sequence) => string.Create(CultureInfo.InvariantCulture, $"l!{folder:x8}!{sequence:x16}");

    /// <summary>A row of a folder's date index. Newer items sort first.</summary>
    public static string Date(int folder, DateTimeOffset received, long item) => Date(folder, long.MaxValue - received.UtcTicks, item);

    /// <summary>A place in a folder's date index.</summary>
    public static string Date(int folder, long reverseTicks, long item) =>
        string.Create(CultureInfo.InvariantCulture, $"d!{folder:x8}!{reverseTicks:x16}!{item:x16}");

    /// <summary>A row that remembers the outcome of a request.</summary>
    public static string Once(string key) => "c!" + key;

    /// <summary>An outbox row.</summary>
    public static string OutboxEntry(string id) => Outbox + id;

    /// <summary>Prefix of a submission's outbox rows.</summary>
    /// <param name="submission">Id of the submission, which no other outbox row has.</param>
    public static string Submission(string submission) => $"{Outbox}{submission}!";

    /// <summary>One of a submission's outbox rows.</summary>
    public static string SubmissionPart(string submission, int part) => string.Create(CultureInfo.InvariantCulture, $"{Outbox}{submission}!{part:x2}");
}
