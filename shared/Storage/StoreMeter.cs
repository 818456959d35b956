namespace Carbonio.Cloud.Storage;

/// <summary>Counts what one request asks of the entity store: begun by who wants to know, and carried along with the request's own work.</summary>
public sealed class StoreMeter
{
    private static readonly AsyncLocal<StoreMeter?> Meter = new();

    private int reads;
    private int writes;

    /// <summary>The meter of the work that runs here; null where nobody wants to know.</summary>
    internal static StoreMeter? Current => Meter.Value;

    /// <summary>Point reads and query pages; a read of several rows counts one for each.</summary>
    public int Reads => Volatile.Read(ref reads);

    /// <summary>Batches.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>Begins to count what the calling method does from here on, and whatever it calls.</summary>
    public static StoreMeter Begin() => Meter.Value = new();

    internal void CountReads(int count) => Interlocked.Add(ref reads, count);

    internal void CountWrite() => Interlocked.Increment(ref writes);
}
