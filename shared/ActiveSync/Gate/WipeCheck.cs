using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>
/// Is the device to be wiped? Then it is sent to Provision, and nowhere else; when it has been wiped it stays away until an admin
/// says otherwise. One that cannot wipe one account alone is not made to wipe itself whole: it is blocked.
/// </summary>
/// <remarks>[MS-ASPROV] 3.2.5.1.2 Provision Command Errors and Remote Wipe.</remarks>
public sealed class WipeCheck : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(device);
        return device.Wipe switch
        {
            null => null,
            { AccountOnly: true } when !request.Rules.AccountOnlyRemoteWipe => CommonStatus.DeviceIsBlockedForThisUser,
            _ when request.Command == EasCommand.Provision => null,
            { Status: WipeStatus.Acknowledged } => CommonStatus.DeviceIsBlockedForThisUser,
            _ => CommonStatus.RemoteWipeRequested,
        };
    }
}
