using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Decides whether a device's request reaches its command: the checks in their order, the first refusal counts.</summary>
public sealed class DeviceGate(IReadOnlyList<IGateCheck> checks)
{
    /// <summary>The checks of this release.</summary>
    public static DeviceGate Create(EasFilterStore filters, TimeProvider time) =>
        new([new MobileSyncCheck(), new SuspensionCheck(), new WipeCheck(), new VersionCheck(filters), new PolicyCheck(time)]);

    /// <summary>Asks all checks.</summary>
    /// <returns>Null to let the request pass, else what the device is told.</returns>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            if (checks[i].Refuse(request, account, device) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
