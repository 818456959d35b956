using System.Security.Cryptography;
using System.Text;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Composing;

/// <summary>The row that remembers that a device has sent a message: docs/decisions/0013-sending-from-a-device.md.</summary>
public static class SentOnce
{
    /// <summary>How long a repeat is known.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(14);

    /// <summary>One message in so many looks for rows that have expired.</summary>
    internal const int SweepEvery = 8;

    /// <summary>Rows that it looks at: twice as many as were written since, so the expired can't outgrow the living.</summary>
    internal const int SweepRows = 2 * SweepEvery;

    // Sent messages have their own range among the rows of requests that must not run twice.
    private const string Prefix = "s.";

    /// <summary>The row of a message.</summary>
    /// <param name="deviceId">The device, without regard to case.</param>
    /// <param name="clientId">What the device calls the message.</param>
    /// <param name="fingerprint">What is in it: the same name for other content is another message.</param>
    public static string Row(string deviceId, string clientId, ReadOnlySpan<byte> fingerprint)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        byte[] key = [.. Encoding.UTF8.GetBytes($"{deviceId.ToLowerInvariant()}\0{clientId}\0"), .. fingerprint];
        return MailRows.Once(Prefix + Convert.ToHexStringLower(SHA256.HashData(key)));
    }

    /// <summary>Whether the row says that the message was sent.</summary>
    public static bool IsSent(Entity? row, DateTimeOffset now) => row is not null && !IsExpired(row, now);

    internal static EntityProperties Write(DateTimeOffset now) => new(2)
    {
        { "v", MailRows.SchemaVersion },
        { "until", now + Lifetime },
    };

    internal static bool IsExpired(Entity row, DateTimeOffset now) => row.Properties["until"].AsDateTime() <= now;

    /// <summary>Whether the writer of this row looks for expired ones, and where: behind its own row. Hashes are as good as random.</summary>
    internal static EntityQuery? Sweep(string partition, string row) =>
        row[^1] is '0' or '8'
            ? new EntityQuery(Tables.Mail, partition, row, MailRows.Once(Prefix + "~"), SweepRows)
            : null;
}
