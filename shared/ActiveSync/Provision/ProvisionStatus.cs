namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>Outcome of Provision as a whole, beside the common ones.</summary>
/// <remarks>[MS-ASPROV] 2.2.2.54.2 Status (Provision).</remarks>
public enum ProvisionStatus
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>The request says nothing that could be answered.</summary>
    ProtocolError = 2,
}
