using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Has an admin stopped the device's syncing? A device that is to be wiped as well passes: it must come to hear of that.</summary>
/// <remarks>Why it is Status 129, and not one that asks the device to come back: docs/decisions/0020-devices.md.</remarks>
public sealed class SuspensionCheck : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device is { Suspension: not null, Wipe: null } ? CommonStatus.DeviceIsBlockedForThisUser : null;
    }
}
