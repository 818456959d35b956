namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to ItemOperations.</summary>
/// <param name="Status">Of the command.</param>
/// <param name="Items">What was fetched, in the order of the answer.</param>
/// <param name="Answer">The whole.</param>
public sealed record FetchAnswer(long Status, IReadOnlyList<FetchedItem> Items, EasAnswer Answer);
