namespace Carbonio.Cloud.EasClient;

/// <summary>An answer to Sync.</summary>
/// <param name="Status">At the top; null when only the collections have one, or for an empty answer.</param>
/// <param name="Limit">The bound that was broken, with Status 14 or 15.</param>
/// <param name="Collections">One for each collection answered; those without news are left out.</param>
/// <param name="Answer">The whole.</param>
public sealed record SyncAnswer(long? Status, long? Limit, IReadOnlyList<SyncCollectionAnswer> Collections, EasAnswer Answer)
{
    /// <summary>Whether the body was empty: nothing new, every key stays.</summary>
    public bool IsEmpty => Answer.Root is null;

    /// <summary>The only collection answered.</summary>
    /// <exception cref="EasViolationException">There is none, or more than one.</exception>
    public SyncCollectionAnswer Single =>
        Collections is [var only]
            ? only
            : throw new EasViolationException($"{Collections.Count} collections answered where one was expected:\n{Answer.Root}");
}
