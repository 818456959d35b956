namespace Carbonio.Cloud.Directory;

/// <summary>What is done to a service.</summary>
public enum ServiceAction
{
    /// <summary>Let it run.</summary>
    Start,

    /// <summary>Let it rest, on every instance, until somebody starts it.</summary>
    Stop,

    /// <summary>Let it run anew: the DoS filter forgets its jails and counters.</summary>
    Restart,
}
