namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// Says that a process has a store to itself. The system drops the lock when the process ends, however it ends, so the
/// file that stays behind means nothing.
/// </summary>
internal static class StoreLock
{
    /// <summary>Takes the lock; disposing it gives it back.</summary>
    /// <exception cref="IOException">Another store, of this process or another, has it.</exception>
    public static FileStream Take(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new IOException($"The store is in use by another process ({file} is locked). Stop that process, or give this one a data folder of its own.", e);
        }
    }
}
