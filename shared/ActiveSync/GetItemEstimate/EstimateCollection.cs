using Carbonio.Cloud.ActiveSync.Sync;

namespace Carbonio.Cloud.ActiveSync.GetItemEstimate;

/// <summary>A Collection of a GetItemEstimate.</summary>
/// <param name="CollectionId">As sent.</param>
/// <param name="SyncKey">As sent.</param>
/// <param name="Filter">The filter to estimate with; null for the one that holds.</param>
internal sealed record EstimateCollection(string CollectionId, string SyncKey, FilterType? Filter);
