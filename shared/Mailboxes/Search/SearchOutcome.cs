namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>How far a search came.</summary>
public enum SearchOutcome
{
    /// <summary>As many mails as were wanted, or all there are.</summary>
    Done,

    /// <summary>More would have to be read than <see cref="SearchLimits"/> allow.</summary>
    TooComplex,

    /// <summary>It took too long.</summary>
    TimedOut,
}
