using Carbonio.Cloud.Devices.Policies;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Does the device enforce the policy that holds for the account?</summary>
/// <remarks>[MS-ASPROV] 3.1.5.1 Provision Command; [MS-ASHTTP] 2.2.1.1.2.8 X-MS-PolicyKey.</remarks>
public sealed class PolicyCheck(TimeProvider time) : IGateCheck
{
    /// <inheritdoc/>
    public CommonStatus? Refuse(EasRequest request, AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(device);
        if (request.Command == EasCommand.Provision || PolicyDocument.Of(account) is not { } policy)
        {
            return null;
        }

        var known = device.Policy;
        return request.PolicyKey switch
        {
            // Devices need not send their key with Ping; the request that follows it is asked.
            null or 0 when request.Command == EasCommand.Ping => null,

            // No key at all: a device that knows nothing of policies, unless it has obeyed one before.
            null when known.Key == 0 => policy.AllowNonProvisionableDevices ? null : CommonStatus.LegacyDeviceOnStrictPolicy,
            null or 0 => CommonStatus.DeviceNotProvisioned,
            { } key when key != known.Key => CommonStatus.InvalidPolicyKey,
            _ => known.Version != policy.Version || IsDue(known, policy) ? CommonStatus.PolicyRefresh : null,
        };
    }

    private bool IsDue(PolicyState known, PolicyDocument policy) =>
        policy.RefreshInterval > TimeSpan.Zero && time.GetUtcNow() - known.AcknowledgedAt >= policy.RefreshInterval;
}
