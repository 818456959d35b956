namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>What the DoS filter says to a request.</summary>
public enum DosVerdict
{
    /// <summary>It may go on.</summary>
    Passes,

    /// <summary>It is the one too many: the device is to be jailed, and the admins told.</summary>
    Trips,

    /// <summary>The device is jailed already.</summary>
    Jailed,
}
