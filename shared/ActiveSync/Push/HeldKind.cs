namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>Requests that are held. A newer one of the same kind ends the one before.</summary>
public enum HeldKind
{
    /// <summary>Ping.</summary>
    Ping,

    /// <summary>Sync with Wait or HeartbeatInterval.</summary>
    Sync,
}
