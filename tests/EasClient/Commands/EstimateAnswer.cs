namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to GetItemEstimate for one collection.</summary>
/// <param name="Status">Of the collection, or of the command when no collection was answered.</param>
/// <param name="Estimate">How many changes a Sync would bring; null on an error.</param>
/// <param name="Answer">The whole.</param>
public sealed record EstimateAnswer(long Status, long? Estimate, EasAnswer Answer);
