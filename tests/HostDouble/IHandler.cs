namespace Carbonio.Cloud.HostDouble;

/// <summary>A custom handler that runs.</summary>
public interface IHandler : IDisposable
{
    /// <summary>Its exit code, once it has ended.</summary>
    Task<int> Ended { get; }

    /// <summary>Calls on it to end.</summary>
    void Terminate();

    /// <summary>Takes it away.</summary>
    void Kill();
}
