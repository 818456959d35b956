using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// The one thread that writes. It takes every batch that waits, applies each under its own savepoint in one transaction,
/// commits them with one fsync, and only then tells their callers.
/// </summary>
internal sealed partial class SqliteWriter : IDisposable
{
    private const int MaximumGroupBatches = 1024;
    private const int MaximumGroupBytes = 16 * 1024 * 1024;

    private readonly Channel<PendingBatch> queue = Channel.CreateBounded<PendingBatch>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly List<PendingBatch> group = [];
    private readonly Func<SqliteWriterConnection> connect;
    private readonly WalCheckpointer checkpointer;
    private readonly ILogger logger;
    private readonly Thread thread;
    private SqliteWriterConnection? connection;
    private long lastETag;

    /// <param name="epoch">See <see cref="SqliteSchema.Open"/>: leaves room for 2^40 writes until the store is opened again.</param>
    /// <param name="connect">Opens the connection, now and after a failure.</param>
    /// <param name="checkpointer">Told of what each group writes.</param>
    /// <param name="logger">Hears of failures.</param>
    public SqliteWriter(long epoch, Func<SqliteWriterConnection> connect, WalCheckpointer checkpointer, ILogger logger)
    {
        this.connect = connect;
        this.checkpointer = checkpointer;
        this.logger = logger;
        lastETag = epoch << 40;
        connection = connect();
        thread = new Thread(Run) { IsBackground = true, Name = "embedded store writer" };
        thread.Start();
    }

    public async Task<bool> WriteAsync(PendingBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(batch, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteEntityStore));
        }

        return await batch.Outcome;
    }

    /// <summary>Writes what waits, then stops.</summary>
    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
    }

    private void Run()
    {
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            TakeGroup();
            if (group.Count > 0)
            {
                WriteGroup();
                CheckpointWhenDue();
            }
        }

        connection?.Dispose();
    }

    private void TakeGroup()
    {
        group.Clear();
        var bytes = 0;
        while (group.Count < MaximumGroupBatches && bytes < MaximumGroupBytes && queue.Reader.TryRead(out var batch))
        {
            if (batch.CancellationToken.IsCancellationRequested)
            {
                batch.Cancel();
            }
            else
            {
                group.Add(batch);
                bytes += batch.Bytes;
            }
        }
    }

    private void WriteGroup()
    {
        if (TryCommit(group) is not { } failure)
        {
            return;
        }

        if (failure is SqliteFailure { IsFull: true } && group.Count > 1)
        {
            // One batch that no longer fits must not cost its neighbours theirs.
            foreach (var batch in group)
            {
                if (TryCommit([batch]) is { } own)
                {
                    Fail(batch, own);
                }
            }

            return;
        }

        group.ForEach(batch => Fail(batch, failure));
    }

    /// <returns>Null when the batches are durable and their callers told; else why nothing of them is there.</returns>
    private Exception? TryCommit(List<PendingBatch> batches)
    {
        try
        {
            connection ??= connect();
            connection.Begin();
            foreach (var batch in batches)
            {
                batch.Decide(Apply(connection, batch));
            }

            connection.Commit();
        }
#pragma warning disable CA1031 // Whatever it was, the callers have to learn of it, and the thread has to live.
        catch (Exception e)
#pragma warning restore CA1031
        {
            // After an I/O error a connection may hold on to it: the next group starts with a new one, so that the store is
            // back as soon as the disk is.
            connection?.Dispose();
            connection = null;
            LogFailed(e);
            return e;
        }

        batches.ForEach(batch => batch.Complete());
        return null;
    }

    private bool Apply(SqliteWriterConnection to, PendingBatch batch)
    {
        var several = batch.Writes.Length > 1; // a single statement is atomic by itself
        if (several)
        {
            to.Savepoint();
        }

        foreach (var write in batch.Writes)
        {
            if (!to.Apply(write, ++lastETag))
            {
                if (several)
                {
                    to.RollBackToSavepoint();
                }

                return false;
            }
        }

        if (several)
        {
            to.ReleaseSavepoint();
        }

        return true;
    }

    private void CheckpointWhenDue()
    {
        var bytes = group.Sum(batch => (long)batch.Bytes + (batch.Writes.Length * SqliteSchema.PageBytes));
        if (!checkpointer.IsDue(bytes) || connection is null)
        {
            return;
        }

        try
        {
            connection.Checkpoint();
        }
        catch (SqliteFailure e)
        {
            LogFailed(e);
        }
    }

    private static void Fail(PendingBatch batch, Exception failure) =>
        batch.Fail(failure is SqliteFailure sqlite ? sqlite.AsUnavailable() : new StoreUnavailableException("The embedded store failed.", failure));

    [LoggerMessage(8102, LogLevel.Error, "The embedded store could not write.")]
    private partial void LogFailed(Exception e);
}
