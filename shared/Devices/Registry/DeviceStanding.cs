namespace Carbonio.Cloud.Devices.Registry;

/// <summary>What an admin has decided about a device. Numbers are stored: never give one again.</summary>
public enum DeviceStanding
{
    /// <summary>Nothing: it may sync.</summary>
    Enabled = 0,

    /// <summary>Refused until it is resumed; its sync state is kept.</summary>
    Suspended = 1,

    /// <summary>To be wiped when it comes next.</summary>
    WipePending = 2,

    /// <summary>Was told to wipe itself, and has not said yet how that went.</summary>
    WipeSent = 3,

    /// <summary>Has wiped itself. Refused until the order is cancelled or the device removed.</summary>
    Wiped = 4,

    /// <summary>Said that it could not wipe itself; it is told again each time it comes.</summary>
    WipeFailed = 5,
}
