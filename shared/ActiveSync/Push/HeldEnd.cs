namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>Why a wait ended.</summary>
public enum HeldEnd
{
    /// <summary>Something in the mailbox changed.</summary>
    Changed,

    /// <summary>It is time to look whether another instance changed something.</summary>
    LookAgain,

    /// <summary>The heartbeat is over: the ordinary end of a quiet request.</summary>
    Expired,

    /// <summary>The device sent a newer request of the same kind.</summary>
    Superseded,

    /// <summary>The server is stopping: the device is answered, and comes back.</summary>
    Stopping,
}
