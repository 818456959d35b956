using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>Whether requests can be answered: what the start has to do is done, and the stores answer now.</summary>
internal sealed class Readiness(IEntityStore entities, IBlobStore blobs, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly EntityKey ProbeRow = new(Tables.Directory, "global", "version");
    private const string ProbeBlob = "probe/none";

    private volatile bool started;

    /// <summary>What the start has to do is done.</summary>
    public void Started() => started = true;

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!started)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await Task.WhenAll(entities.FindAsync(ProbeRow, either.Token), blobs.ReadAsync(ProbeBlob, 0, new byte[1], either.Token));
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
