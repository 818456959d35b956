using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Delivery;

/// <summary>The row that remembers the outcome of a delivery with a key.</summary>
internal static class DeliveryOnce
{
    /// <summary>One keyed delivery in so many looks for rows that have expired.</summary>
    private const int SweepEvery = 8;

    /// <summary>Rows that it looks at: twice as many as were written since, so the expired can't outgrow the living.</summary>
    public const int SweepRows = 2 * SweepEvery;

    // Deliveries have their own range among the rows of requests that must not run twice.
    private const string Prefix = "d.";

    /// <summary>The row of a key, which may be any text: it is known by its hash.</summary>
    public static string Row(string key) =>
        MailRows.Once(Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    public static EntityProperties Write(long item, DateTimeOffset until) => new(3)
    {
        { "v", MailRows.SchemaVersion },
        { "item", item },
        { "until", until },
    };

    /// <summary>The item of the first outcome; null when the row is not there or has expired.</summary>
    public static long? Read(Entity? row, DateTimeOffset now) => row is null || IsExpired(row, now) ? null : row.Properties["item"].AsInt64();

    public static bool IsExpired(Entity row, DateTimeOffset now) => row.Properties["until"].AsDateTime() <= now;

    /// <summary>
    /// Whether the writer of this row looks for expired ones, and where: behind its own row. Hashes are as good as random, so
    /// neither needs a dice.
    /// </summary>
    public static EntityQuery? Sweep(string partition, string row) =>
        row[^1] is '0' or '8'
            ? new EntityQuery(Tables.Mail, partition, row, MailRows.Once(Prefix + "~"), SweepRows)
            : null;
}
