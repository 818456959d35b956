using SQLitePCL;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>The connection that writes, with its statements kept prepared.</summary>
internal sealed class SqliteWriterConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt begin;
    private readonly sqlite3_stmt commit;
    private readonly sqlite3_stmt savepoint;
    private readonly sqlite3_stmt rollBackTo;
    private readonly sqlite3_stmt release;
    private readonly sqlite3_stmt insert;
    private readonly sqlite3_stmt replace;
    private readonly sqlite3_stmt upsert;
    private readonly sqlite3_stmt delete;
    private readonly sqlite3_stmt deleteAt;

    public SqliteWriterConnection(string file, SqliteOptions options)
    {
        connection = new(file, readOnly: false, options.BusyTimeout);
        try
        {
            SqliteSchema.Configure(connection);
            if (options.MaximumFileBytes is { } bytes)
            {
                connection.Execute($"PRAGMA max_page_count={bytes / SqliteSchema.PageBytes}");
            }

            begin = connection.Prepare("BEGIN IMMEDIATE");
            commit = connection.Prepare("COMMIT");
            savepoint = connection.Prepare("SAVEPOINT batch");
            rollBackTo = connection.Prepare("ROLLBACK TO batch");
            release = connection.Prepare("RELEASE batch");
            insert = connection.Prepare("INSERT INTO entity VALUES (?1, ?2, ?3) ON CONFLICT (key) DO NOTHING");
            replace = connection.Prepare("UPDATE entity SET etag = ?2, data = ?3 WHERE key = ?1 AND etag = ?4");
            upsert = connection.Prepare("INSERT INTO entity VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE SET etag = ?2, data = ?3");
            delete = connection.Prepare("DELETE FROM entity WHERE key = ?1");
            deleteAt = connection.Prepare("DELETE FROM entity WHERE key = ?1 AND etag = ?2");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => connection.Run(begin);

    public void Commit() => connection.Run(commit);

    public void Savepoint() => connection.Run(savepoint);

    public void ReleaseSavepoint() => connection.Run(release);

    /// <summary>Takes back what was written since the savepoint, and the savepoint.</summary>
    public void RollBackToSavepoint()
    {
        connection.Run(rollBackTo);
        connection.Run(release);
    }

    /// <summary>Copies the log into the file, as far as readers allow.</summary>
    public void Checkpoint() => connection.Checkpoint();

    /// <summary>Applies one write, giving the row <paramref name="etag"/>.</summary>
    /// <returns>False when the row is not as the write expects it.</returns>
    public bool Apply(PendingBatch.Write write, long etag)
    {
        var statement = write.Kind switch
        {
            EntityWriteKind.Insert => insert,
            EntityWriteKind.Replace => replace,
            EntityWriteKind.Upsert => upsert,
            _ => write.ETag is null ? delete : deleteAt,
        };
        raw.sqlite3_bind_text(statement, 1, write.Key);
        if (write.Kind != EntityWriteKind.Delete)
        {
            raw.sqlite3_bind_int64(statement, 2, etag);
            raw.sqlite3_bind_blob(statement, 3, write.Data);
        }

        if (write.ETag is { } expected)
        {
            raw.sqlite3_bind_int64(statement, write.Kind == EntityWriteKind.Delete ? 2 : 4, expected);
        }

        return connection.Run(statement) == 1;
    }

    public void Dispose() => connection.Dispose();
}
