namespace Carbonio.Cloud.Devices.Administration;

/// <summary>Outcome of what an admin does to a device.</summary>
public enum DeviceChangeStatus
{
    /// <summary>Done, now or by an earlier request.</summary>
    Done,

    /// <summary>The account has no such device.</summary>
    NotFound,

    /// <summary>Something stands against it: the message says what, and what to do.</summary>
    Refused,

    /// <summary>The mailbox kept changing: try again.</summary>
    Busy,
}
