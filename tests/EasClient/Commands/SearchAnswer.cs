namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to Search.</summary>
/// <param name="Status">Of the store.</param>
/// <param name="Range">Which results these are; null when there are none.</param>
/// <param name="Total">How many there are at least.</param>
/// <param name="Results">The results, in their order.</param>
/// <param name="Answer">The whole.</param>
public sealed record SearchAnswer(long Status, string? Range, long? Total, IReadOnlyList<SearchResult> Results, EasAnswer Answer);
