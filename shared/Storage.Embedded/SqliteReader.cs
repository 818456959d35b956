using System.Globalization;
using SQLitePCL;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>A connection that only reads, with its statements kept prepared. Used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    // As a page of Azure Table Storage: bounds what one page takes in memory, whatever its rows hold.
    private const int MaximumPageBytes = 4 * 1024 * 1024;

    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt begin;
    private readonly sqlite3_stmt commit;
    private readonly sqlite3_stmt find;
    private readonly sqlite3_stmt range;

    public SqliteReader(string file, TimeSpan busyTimeout)
    {
        connection = new(file, readOnly: true, busyTimeout);
        try
        {
            connection.Execute("PRAGMA cache_size=-8192");
            begin = connection.Prepare("BEGIN");
            commit = connection.Prepare("COMMIT");
            find = connection.Prepare("SELECT etag, data FROM entity WHERE key = ?1");
            range = connection.Prepare("SELECT etag, data, key FROM entity WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Entity? Find(EntityKey key)
    {
        Span<byte> buffer = stackalloc byte[RowKey.MaximumBytes];
        raw.sqlite3_bind_text(find, 1, RowKey.Write(buffer, key.Table, key.Partition, key.Row));
        try
        {
            return connection.Step(find) ? Row(find, key) : null;
        }
        finally
        {
            raw.sqlite3_reset(find);
        }
    }

    /// <summary>Rows of one moment: a transaction around them takes the file's locks once and not for each.</summary>
    public Entity?[] FindMany(string table, string partition, IReadOnlyList<string> rows)
    {
        var found = new Entity?[rows.Count];
        connection.Run(begin);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Find(new(table, partition, rows[i]));
        }

        // Not in a finally: a reader that failed is thrown away.
        connection.Run(commit);
        return found;
    }

    public EntityPage Page(EntityQuery query, string from)
    {
        Span<byte> buffer = stackalloc byte[RowKey.MaximumBytes];
        var keyStart = query.Table.Length + query.Partition.Length + 2;
        raw.sqlite3_bind_text(range, 1, RowKey.Write(buffer, query.Table, query.Partition, from));
        raw.sqlite3_bind_text(range, 2, RowKey.Write(buffer, query.Table, query.Partition, query.Before));
        raw.sqlite3_bind_int(range, 3, query.MaximumRows + 1);
        var rows = new List<Entity>();
        var bytes = 0;
        try
        {
            while (connection.Step(range))
            {
                var row = raw.sqlite3_column_text(range, 2).utf8_to_string()[keyStart..];
                if (rows.Count == query.MaximumRows || bytes >= MaximumPageBytes)
                {
                    return new(rows, row);
                }

                bytes += raw.sqlite3_column_bytes(range, 1);
                rows.Add(Row(range, new(query.Table, query.Partition, row)));
            }

            return new(rows, null);
        }
        finally
        {
            raw.sqlite3_reset(range);
        }
    }

    public void Dispose() => connection.Dispose();

    private static Entity Row(sqlite3_stmt statement, EntityKey key) => new(
        key,
        raw.sqlite3_column_int64(statement, 0).ToString(CultureInfo.InvariantCulture),
        RowEncoding.Decode(raw.sqlite3_column_blob(statement, 1)));
}
