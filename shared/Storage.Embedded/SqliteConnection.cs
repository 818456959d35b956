using SQLitePCL;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>One connection to the file, used by one thread at a time. Errors are <see cref="SqliteFailure"/>.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 handle;
    private readonly List<sqlite3_stmt> statements = [];

    static SqliteConnection() => Batteries_V2.Init();

    public SqliteConnection(string file, bool readOnly, TimeSpan busyTimeout)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(file, out handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle.Dispose();
            throw new SqliteFailure(code, $"{raw.sqlite3_errstr(code).utf8_to_string()} ({file})");
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
    }

    /// <summary>Rows changed by the statement that ran last.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public void Execute(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        statements.Add(statement);
        return statement;
    }

    /// <summary>Runs to the next row.</summary>
    /// <returns>False when there is none.</returns>
    public bool Step(sqlite3_stmt statement)
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            var failure = Failure(code);
            raw.sqlite3_reset(statement);
            throw failure;
        }

        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <returns>Rows that it changed.</returns>
    public int Run(sqlite3_stmt statement)
    {
        Step(statement);
        Check(raw.sqlite3_reset(statement));
        return Changes;
    }

    /// <summary>The integer that a query of one row and column gives.</summary>
    public long Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        using (statement)
        {
            return Step(statement) ? raw.sqlite3_column_int64(statement, 0) : 0;
        }
    }

    /// <summary>Copies from the log into the file what no reader needs in the log any more, without waiting for anybody.</summary>
    public void Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if ((code & 0xff) != raw.SQLITE_BUSY)
        {
            Check(code);
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        statements.Clear();
        handle.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteFailure Failure(int code) => new(code, raw.sqlite3_errmsg(handle).utf8_to_string());
}
