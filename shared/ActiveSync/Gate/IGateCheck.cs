using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>One question that stands between authentication and the command.</summary>
public interface IGateCheck
{
    /// <summary>Asks it.</summary>
    /// <returns>Null to let the request pass, else what the device is told.</returns>
    CommonStatus? Refuse(EasRequest request, AccountView account, Device device);
}
