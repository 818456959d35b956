namespace Carbonio.Cloud.Devices.Wipe;

/// <summary>How far a wipe has come. Numbers are stored: never give one again.</summary>
public enum WipeStatus
{
    /// <summary>Ordered; the device has not come since.</summary>
    Pending = 1,

    /// <summary>The device was told.</summary>
    Sent = 2,

    /// <summary>The device said that it has done it.</summary>
    Acknowledged = 3,

    /// <summary>The device said that it could not.</summary>
    Failed = 4,
}
