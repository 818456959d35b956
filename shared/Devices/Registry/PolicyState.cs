namespace Carbonio.Cloud.Devices.Registry;

/// <summary>Where a device stands with the policies it must enforce.</summary>
/// <remarks>[MS-ASPROV] 3.2.5.1 Provision: a temporary key until the device acknowledges, then the final one.</remarks>
/// <param name="Key">The key the device must send; 0 when it has none.</param>
/// <param name="Version">Version of the policies behind <paramref name="Key"/>.</param>
/// <param name="AcknowledgedAt">When it acknowledged them.</param>
/// <param name="PendingKey">The temporary key; 0 when none is out.</param>
/// <param name="PendingVersion">Version of the policies behind <paramref name="PendingKey"/>.</param>
public sealed record PolicyState(uint Key, long Version, DateTimeOffset AcknowledgedAt, uint PendingKey, long PendingVersion)
{
    /// <summary>Never provisioned.</summary>
    public static PolicyState None { get; } = new(0, 0, DateTimeOffset.UnixEpoch, 0, 0);
}
