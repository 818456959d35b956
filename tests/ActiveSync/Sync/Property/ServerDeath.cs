using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.ActiveSync.Tests.Sync.Property;

/// <summary>A server that dies after some writes, if a request takes so many.</summary>
/// <param name="store">Where it writes.</param>
/// <param name="writes">How many writes it lives to see answered.</param>
/// <param name="isLastWritten">The write over which it dies reaches the store all the same.</param>
internal sealed class ServerDeath(ModelEntityStore store, int writes, bool isLastWritten)
{
    private int left = writes;

    /// <summary>Sends a request to it.</summary>
    /// <returns>False when it died before it answered.</returns>
    public async Task<bool> IsAnsweredAsync(Func<Task> request)
    {
        store.BeforeWrite = _ => Interlocked.Decrement(ref left) >= (isLastWritten ? -1 : 0) ? Task.CompletedTask : DieAsync();
        store.AfterWrite = _ => Volatile.Read(ref left) >= 0 ? Task.CompletedTask : DieAsync();
        try
        {
            await request();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
        finally
        {
            store.BeforeWrite = null;
            store.AfterWrite = null;
        }
    }

    private static Task DieAsync() => Task.FromException(new StoreUnavailableException("The server died."));
}
