using System.Text;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Reads logs: the chunks of all instances, merged by time.</summary>
public sealed class AccountLogReader(IBlobStore blobs, AccountLogWriter writer)
{
    // A record waits before it is written, and instances' clocks differ: a chunk may hold records that are this much older than itself.
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(30);

    /// <summary>The newest records of a log.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="maximum">How many, 1 to <see cref="AccountLoggerLimits.PageRecords"/>.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<AccountLogPage> ReadLastAsync(AccountLogger logger, int maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(logger);
        await writer.FlushAsync(logger, cancellationToken);
        var records = new List<LogRecord>();
        var bytes = 0;
        var chunks = await LogChunks.ListAsync(blobs, logger, cancellationToken);
        DateTimeOffset? complete = null; // from here on nothing older than that comes
        for (var i = chunks.Count - 1; i >= 0 && bytes < AccountLoggerLimits.PageBytes; i--)
        {
            var written = LogChunks.Written(logger, chunks[i].Name);
            if (complete is { } moment && written < moment)
            {
                break;
            }

            var text = await ReadAsync(chunks[i], cancellationToken);
            bytes += text.Length;
            records.InsertRange(0, LogRecord.Read(text)); // older ones stand first, also among those of one moment
            if (complete is null && records.Count >= maximum)
            {
                complete = records.OrderByDescending(record => record.At).ElementAt(maximum - 1).At;
            }
        }

        return new([.. records.OrderBy(record => record.At).TakeLast(maximum)], More: false);
    }

    /// <summary>Records of a log that are newer than a moment, oldest first.</summary>
    /// <param name="logger">The logger.</param>
    /// <param name="after">The moment.</param>
    /// <param name="maximum">How many, 1 to <see cref="AccountLoggerLimits.PageRecords"/>; more come when the page ends within records of the same moment.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<AccountLogPage> ReadAfterAsync(AccountLogger logger, DateTimeOffset after, int maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(logger);
        await writer.FlushAsync(logger, cancellationToken);
        var records = new List<LogRecord>();
        var bytes = 0;
        var chunks = await LogChunks.ListAsync(blobs, logger, cancellationToken);
        foreach (var chunk in chunks.Where(chunk => LogChunks.Written(logger, chunk.Name) >= after))
        {
            // Chunks stand in the order of their writing: once the page is full, only those can matter that may reach back into it.
            if ((records.Count >= maximum || bytes >= AccountLoggerLimits.PageBytes) && LogChunks.Written(logger, chunk.Name) - Spread > records.Max(record => record.At))
            {
                break;
            }

            var text = await ReadAsync(chunk, cancellationToken);
            bytes += text.Length;
            records.AddRange(LogRecord.Read(text).Where(record => record.At > after));
        }

        var ordered = records.OrderBy(record => record.At).ToList();
        if (ordered.Count <= maximum)
        {
            return new(ordered, More: false);
        }

        // The next page begins behind the last moment of this one, so records of one moment stay together.
        var last = ordered[maximum - 1].At;
        var page = ordered.TakeWhile(record => record.At <= last).ToList();
        return new(page, More: page.Count < ordered.Count);
    }

    private async Task<string> ReadAsync(BlobEntry chunk, CancellationToken cancellationToken)
    {
        var bytes = new byte[chunk.Bytes];
        var read = await blobs.ReadAsync(chunk.Name, 0, bytes, cancellationToken);
        return read is { } length ? Encoding.UTF8.GetString(bytes, 0, length) : ""; // deleted meanwhile: it was too old
    }
}
