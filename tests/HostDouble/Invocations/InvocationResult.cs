namespace Carbonio.Cloud.HostDouble;

/// <summary>What the host makes of an answer.</summary>
public enum InvocationResult
{
    /// <summary>Done: a message is completed.</summary>
    Succeeded,

    /// <summary>An exception: a message is abandoned and comes again, a timer waits for its next tick.</summary>
    Failed,

    /// <summary>An empty 2xx: the host waits until functionTimeout is over. Never acceptable.</summary>
    NeverCompletes,
}
