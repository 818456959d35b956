namespace Carbonio.Cloud.HostDouble;

/// <summary>Ends a request in which nothing moved for too long.</summary>
internal sealed class IdleWatch(TimeSpan limit, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource expired = new(limit, time);

    public CancellationToken Expired => expired.Token;

    /// <summary>A byte moved, either way.</summary>
    public void Moved() => expired.CancelAfter(limit);

    public void Dispose() => expired.Dispose();
}
