using System.Globalization;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Names of the chunks of a log: <c>{ticks:x16}-{instance}-{number:x8}</c>, in the order in which they were written.</summary>
internal static class LogChunks
{
    private const int TickDigits = 16;

    public static string Name(AccountLogger logger, DateTimeOffset now, string instance, uint number) =>
        string.Create(CultureInfo.InvariantCulture, $"{logger.Prefix}{now.UtcTicks:x16}-{instance}-{number:x8}");

    /// <summary>When a chunk was written, by its name; null for a name of another form.</summary>
    public static DateTimeOffset? Written(AccountLogger logger, string name) =>
        name.Length > logger.Prefix.Length + TickDigits
        && long.TryParse(name.AsSpan(logger.Prefix.Length, TickDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
        && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    /// <summary>The chunks of a log, oldest first.</summary>
    public static async Task<List<BlobEntry>> ListAsync(IBlobStore blobs, AccountLogger logger, CancellationToken cancellationToken)
    {
        var chunks = new List<BlobEntry>();
        await foreach (var blob in blobs.ListAsync(logger.Prefix, cancellationToken))
        {
            chunks.Add(blob);
        }

        chunks.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return chunks;
    }
}
