namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>Open readers, the one used last first: its cache is the warmest. A read that finds none opens one.</summary>
internal sealed class SqliteReaders(string file, TimeSpan busyTimeout) : IDisposable
{
    private readonly Lock gate = new();
    private readonly SqliteReader?[] idle = new SqliteReader?[Math.Max(4, Environment.ProcessorCount)];
    private int count;
    private bool disposed;

    /// <summary>Runs <paramref name="read"/> on a reader that nobody else uses meanwhile.</summary>
    /// <exception cref="StoreUnavailableException">SQLite failed. The next read gets another connection.</exception>
    public TResult Read<TArgument, TResult>(TArgument argument, Func<SqliteReader, TArgument, TResult> read)
    {
        SqliteReader? reader = null;
        try
        {
            reader = Take();
            var result = read(reader, argument);
            Return(reader);
            return result;
        }
        catch (SqliteFailure e)
        {
            reader?.Dispose();
            throw e.AsUnavailable();
        }
        catch (InvalidDataException e)
        {
            reader?.Dispose();
            throw new StoreUnavailableException("The embedded store holds a row that cannot be read.", e);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            while (count > 0)
            {
                idle[--count]!.Dispose();
            }
        }
    }

    private SqliteReader Take()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, typeof(SqliteEntityStore));
            if (count > 0)
            {
                return idle[--count]!;
            }
        }

        return new(file, busyTimeout);
    }

    private void Return(SqliteReader reader)
    {
        lock (gate)
        {
            if (!disposed && count < idle.Length)
            {
                idle[count++] = reader;
                return;
            }
        }

        reader.Dispose();
    }
}
