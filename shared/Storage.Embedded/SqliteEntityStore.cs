using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// Rows in one SQLite file. Point reads take a few microseconds and run on the caller's thread; writes from all callers
/// share one thread and its fsync.
/// </summary>
public sealed class SqliteEntityStore : IEntityStore, IAsyncDisposable
{
    private const string DefaultFileName = "entities.db";

    private readonly string file;
    private readonly SqliteOptions options;
    private readonly FileStream? exclusive;
    private readonly SqliteReaders readers;
    private readonly WalCheckpointer checkpointer;
    private readonly SqliteWriter writer;
    private int disposed;

    /// <summary>Opens the store, making folder and file when they are missing.</summary>
    /// <param name="folderOrFile">A folder, in which the file is called <c>entities.db</c>; or a file, whose name ends in <c>.db</c>.</param>
    /// <param name="options">Null: exclusive, unbounded.</param>
    /// <param name="logger">Hears of failures of the disk.</param>
    /// <exception cref="IOException">Another exclusive store has the file open.</exception>
    /// <exception cref="InvalidDataException">The file is of another program or a later release.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public SqliteEntityStore(string folderOrFile, SqliteOptions? options = null, ILogger<SqliteEntityStore>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrFile);
        this.options = options ?? new();
        var log = logger ?? NullLogger<SqliteEntityStore>.Instance;
        file = Path.GetFullPath(folderOrFile.EndsWith(".db", StringComparison.Ordinal) ? folderOrFile : Path.Combine(folderOrFile, DefaultFileName));
        DurableFiles.CreateFolder(Path.GetDirectoryName(file)!);
        exclusive = this.options.Shared ? null : StoreLock.Take(file + ".lock");
        try
        {
            var epoch = OpenFile();
            readers = new(file, this.options.BusyTimeout);
            checkpointer = new(file, this.options.BusyTimeout, log);
            writer = new(epoch, () => new(file, this.options), checkpointer, log);
        }
        catch (SqliteFailure e)
        {
            exclusive?.Dispose();
            throw e.AsUnavailable();
        }
        catch
        {
            exclusive?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        StorageGuards.Key(key.Table, key.Partition, key.Row);
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<Entity?>(cancellationToken)
            : Task.FromResult(readers.Read(key, static (reader, key) => reader.Find(key)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            StorageGuards.Key(table, partition, row);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<IReadOnlyList<Entity?>>(cancellationToken);
        }

        return Task.FromResult<IReadOnlyList<Entity?>>(
            readers.Read((table, partition, rows), static (reader, asked) => reader.FindMany(asked.table, asked.partition, asked.rows)));
    }

    /// <inheritdoc/>
    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        StorageGuards.Query(query);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<EntityPage>(cancellationToken);
        }

        // A continuation is the key of the next row. It never leads out of the range, whoever made it up.
        var from = string.CompareOrdinal(query.Continuation, query.From) > 0 ? query.Continuation! : query.From;
        StorageGuards.Query(query with { From = from });
        return Task.FromResult(readers.Read((query, from), static (reader, asked) => reader.Page(asked.query, asked.from)));
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling has an effect until the writer takes the batch; from then on the outcome is awaited.</remarks>
    public Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        return batch.Writes.Count == 0 ? Task.FromResult(true) : writer.WriteAsync(new(batch, cancellationToken), cancellationToken);
    }

    /// <summary>Writes what waits, copies the log into the file, and closes it.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref disposed, 1) == 0 ? new(Task.Run(Close)) : ValueTask.CompletedTask;

    private long OpenFile()
    {
        var isNew = !File.Exists(file);
        if (isNew)
        {
            DurableFiles.CreatePrivate(file);
        }

        using var connection = new SqliteConnection(file, readOnly: false, options.BusyTimeout);
        var epoch = SqliteSchema.Open(connection);
        if (isNew)
        {
            DurableFiles.FlushFolder(Path.GetDirectoryName(file)!);
        }

        return epoch;
    }

    private void Close()
    {
        writer.Dispose();
        checkpointer.Dispose();
        readers.Dispose();
        try
        {
            // The last connection to close copies the log and removes it; this one also does so beside another process.
            using var connection = new SqliteConnection(file, readOnly: false, options.BusyTimeout);
            SqliteSchema.Configure(connection);
            connection.Checkpoint();
        }
        catch (SqliteFailure)
        {
            // Nothing is lost: the log is read when the store is opened again.
        }

        exclusive?.Dispose();
    }
}
