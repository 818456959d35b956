using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// Keeps the write-ahead log short without stopping writes. A pass beside the writer copies nearly all of it; shorter passes
/// follow until little is left; the writer then copies that rest between two groups, and the log starts again from its
/// beginning with the next one.
/// </summary>
internal sealed partial class WalCheckpointer(string file, TimeSpan busyTimeout, ILogger logger) : IDisposable
{
    private const long DueBytes = 64 * 1024 * 1024;
    private const long RestBytes = 4 * 1024 * 1024;
    private const int MaximumPasses = 6;

    private long written;
    private long started;
    private Task<bool>? pass;

    /// <summary>Called by the writer after each group, with at most what the group added to the log.</summary>
    /// <returns>True when the writer should copy the rest now.</returns>
    public bool IsDue(long bytes)
    {
        Interlocked.Add(ref written, bytes);
        if (pass is { IsCompletedSuccessfully: true, Result: var restIsSmall })
        {
            pass = null;
            return restIsSmall;
        }

        if (pass is null && written - started >= DueBytes)
        {
            started = written;
            pass = Task.Run(Passes);
        }

        return false;
    }

    public void Dispose() => pass?.Wait();

    private bool Passes()
    {
        try
        {
            using var connection = new SqliteConnection(file, readOnly: false, busyTimeout);
            SqliteSchema.Configure(connection);
            for (var i = 0; i < MaximumPasses; i++)
            {
                var before = Interlocked.Read(ref written);
                connection.Checkpoint();
                if (Interlocked.Read(ref written) - before <= RestBytes)
                {
                    break;
                }
            }

            // Small or not: a rest that six passes did not shrink is written faster than the disk takes it, and the writers
            // have to wait for it once, or the log would fill the disk.
            return true;
        }
        catch (SqliteFailure e)
        {
            LogFailed(e);
            return false;
        }
    }

    [LoggerMessage(8101, LogLevel.Warning, "The embedded store's log could not be copied into its file; it will be tried again.")]
    private partial void LogFailed(Exception e);
}
