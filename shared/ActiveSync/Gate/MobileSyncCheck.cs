using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>May the account sync with phones at all? <c>zimbraFeatureMobileSyncEnabled</c>.</summary>
public sealed class MobileSyncCheck : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.MobileSyncEnabled ? null : CommonStatus.UserDisabledForSync;
    }
}
