namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>Outcome for one policy of a Provision answer.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.54.1 Status (Policy).</remarks>
public enum PolicyStatus
{
    /// <summary>Here it is; or: the acknowledgement was taken.</summary>
    Success = 1,

    /// <summary>No policy is enforced for this account. The device goes on with key 0.</summary>
    NoPolicy = 2,

    /// <summary>The PolicyType is not known.</summary>
    UnknownPolicyType = 3,

    /// <summary>The device acknowledged a key that is not the one it was given last.</summary>
    WrongPolicyKey = 5,
}
