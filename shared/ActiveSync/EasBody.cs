namespace Carbonio.Cloud.ActiveSync;

/// <summary>The body of a request, in memory that goes back to its pool.</summary>
public sealed class EasBody(ReadOnlyMemory<byte> bytes, Action? release = null) : IDisposable
{
    private Action? release = release;

    /// <summary>The bytes; empty after the body was let go.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; } = bytes;

    /// <summary>Lets go of the bytes. Nothing that was cut from them may be used afterwards.</summary>
    public void Dispose()
    {
        Bytes = default;
        Interlocked.Exchange(ref release, null)?.Invoke();
    }
}
