using System.Collections.Concurrent;
using System.Text;
using Carbonio.Cloud.Storage;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>
/// Writes the records of account loggers as chunks into the blob store: at once after a pause or when there are many, else together
/// with what follows within <see cref="AccountLoggerLimits.FlushAfter"/>. A log that grows too large loses its oldest chunks.
/// </summary>
/// <param name="blobs">Where the chunks go.</param>
/// <param name="instance">This process, in lower-case letters and digits, as no other one is called.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says what could not be written.</param>
/// <param name="maximumLogBytes">Bytes of a log.</param>
public sealed partial class AccountLogWriter(
    IBlobStore blobs,
    string instance,
    TimeProvider time,
    ILogger<AccountLogWriter> logger,
    long maximumLogBytes = AccountLoggerLimits.MaximumLogBytes) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LogBuffer> buffers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private uint chunks;

    /// <summary>Adds a record. A store that does not take it is nobody's fault: nothing is thrown, and it is tried again.</summary>
    public async Task WriteAsync(AccountLogger log, LogRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(record);
        var buffer = buffers.GetOrAdd(log.Prefix, static (_, of) => new(of), log);
        bool now, later;
        lock (buffer)
        {
            buffer.Add(record);
            now = buffer.Characters >= AccountLoggerLimits.FlushBytes
                || buffer.Flushed is not { } flushed || time.GetElapsedTime(flushed) >= AccountLoggerLimits.FlushAfter;
            later = !now && !buffer.IsScheduled;
            buffer.IsScheduled |= later;
        }

        if (now)
        {
            await FlushAsync(buffer, cancellationToken);
        }
        else if (later)
        {
            _ = FlushLaterAsync(buffer);
        }
    }

    /// <summary>Writes what waits for a log.</summary>
    public Task FlushAsync(AccountLogger log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        return buffers.TryGetValue(log.Prefix, out var buffer) ? FlushAsync(buffer, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Deletes a log.</summary>
    public async Task DeleteAsync(AccountLogger log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        buffers.TryRemove(log.Prefix, out _);
        foreach (var chunk in await LogChunks.ListAsync(blobs, log, cancellationToken))
        {
            await blobs.DeleteAsync(chunk.Name, cancellationToken);
        }
    }

    /// <summary>Writes all that waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        foreach (var buffer in buffers.Values)
        {
            await FlushAsync(buffer, CancellationToken.None);
        }

        stopping.Dispose();
    }

    private async Task FlushLaterAsync(LogBuffer buffer)
    {
        try
        {
            await Task.Delay(AccountLoggerLimits.FlushAfter, time, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return; // the end writes all
        }

        lock (buffer)
        {
            buffer.IsScheduled = false;
        }

        await FlushAsync(buffer, CancellationToken.None);
    }

    private async Task FlushAsync(LogBuffer buffer, CancellationToken cancellationToken)
    {
        await buffer.Turn.WaitAsync(cancellationToken);
        var text = "";
        try
        {
            lock (buffer)
            {
                text = buffer.Take();
                buffer.Flushed = time.GetTimestamp();
            }

            if (text.Length > 0)
            {
                await blobs.WriteAsync(LogChunks.Name(buffer.Logger, time.GetUtcNow(), instance, Interlocked.Increment(ref chunks)), Encoding.UTF8.GetBytes(text), CancellationToken.None);
                text = "";
                await TrimAsync(buffer);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException)
        {
            LogNotWritten(e, buffer.Logger.Id);
            bool later;
            lock (buffer)
            {
                buffer.GiveBack(text);
                later = !buffer.IsScheduled;
                buffer.IsScheduled = true;
            }

            if (later)
            {
                _ = FlushLaterAsync(buffer);
            }
        }
        finally
        {
            buffer.Turn.Release();
        }
    }

    private async Task TrimAsync(LogBuffer buffer)
    {
        if (++buffer.ChunksSinceTrim < AccountLoggerLimits.ChunksUntilTrim)
        {
            return;
        }

        buffer.ChunksSinceTrim = 0;
        var written = await LogChunks.ListAsync(blobs, buffer.Logger, CancellationToken.None);
        var bytes = written.Sum(chunk => chunk.Bytes);
        var oldest = time.GetUtcNow() - AccountLoggerLimits.Kept;
        for (var i = 0; i < written.Count; i++)
        {
            var isOld = LogChunks.Written(buffer.Logger, written[i].Name) is { } at && at < oldest;
            if (!isOld && bytes <= maximumLogBytes && written.Count - i <= AccountLoggerLimits.MaximumChunks)
            {
                return;
            }

            await blobs.DeleteAsync(written[i].Name, CancellationToken.None);
            bytes -= written[i].Bytes;
        }
    }

    [LoggerMessage(5501, LogLevel.Warning, "The log of account logger {Id} could not be written; its records wait.")]
    private partial void LogNotWritten(Exception exception, int id);
}
