namespace Carbonio.Cloud.ActiveSync.GetItemEstimate;

/// <summary>Outcome of a GetItemEstimate.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.7 Status (GetItemEstimate).</remarks>
public enum GetItemEstimateStatus
{
    /// <summary>Done.</summary>
    Success = 1,

    /// <summary>There is no such collection.</summary>
    InvalidCollection = 2,

    /// <summary>The collection was never synchronised: Sync with key 0 first.</summary>
    NotPrimed = 3,

    /// <summary>The key is none of ours.</summary>
    InvalidSyncKey = 4,
}
