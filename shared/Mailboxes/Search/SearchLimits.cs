namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>How much one request may search. What does not fit ends as <see cref="SearchOutcome.TooComplex"/> or <see cref="SearchOutcome.TimedOut"/>.</summary>
public sealed record SearchLimits
{
    /// <summary>The limits of every host.</summary>
    public static SearchLimits Default { get; } = new();

    /// <summary>Item rows read.</summary>
    public int MaximumItems { get; init; } = 20_000;

    /// <summary>Mails whose text is longer than what the row holds, and is read from the blob because a word was not found before.</summary>
    public int MaximumBodies { get; init; } = 1000;

    /// <summary>Bytes of one mail's text, in UTF-8, that are searched; what stands behind them is not found.</summary>
    public int MaximumTextBytes { get; init; } = 1024 * 1024;

    /// <summary>Time for one request, waiting for its turn included. Below the 30 s that impatient devices wait.</summary>
    public TimeSpan MaximumTime { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Searches of one process at once: the others wait, so that nobody else does.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Searches kept in memory, so that their next page need not begin from the start.</summary>
    public int Remembered { get; init; } = 64;
}
