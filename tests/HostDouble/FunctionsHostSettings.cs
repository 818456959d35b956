namespace Carbonio.Cloud.HostDouble;

/// <summary>How the host is set up.</summary>
public sealed record FunctionsHostSettings
{
    /// <summary>The app's settings: the handler gets them as environment variables, and <c>%NAME%</c> in manifests reads them.</summary>
    public IReadOnlyDictionary<string, string> AppSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Starts the handler; null starts a process. A test's own stands in for one here.</summary>
    public Func<HandlerStart, HostLog, IHandler>? Launch { get; init; }

    /// <summary>What the front end before the host says of every client; null is a host without one, as on a developer's machine.</summary>
    public FrontEnd? FrontEnd { get; init; }

    /// <summary>A request without a byte either way for so long is cut off. The front end's 230 s come before the 240 s of the host's own proxy.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(230);

    /// <summary>Longest body of a request.</summary>
    public long MaximumBodyBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>What the handler has between the call to end and the kill.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Deliveries of a Service Bus message before it is dead-lettered.</summary>
    public int MaximumDeliveryCount { get; init; } = 10;

    /// <summary>The clock of limits and log.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
