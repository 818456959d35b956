using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>
/// May the account sync with phones at all? <c>zimbraFeatureMobileSyncEnabled</c>. A device that is to be wiped passes: who leaves
/// is switched off and wiped, and the wipe must arrive.
/// </summary>
public sealed class MobileSyncCheck : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(device);
        return account.MobileSyncEnabled || device.Wipe is { Status: not WipeStatus.Acknowledged } ? null : CommonStatus.UserDisabledForSync;
    }
}
