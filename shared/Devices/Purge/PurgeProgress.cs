namespace Carbonio.Cloud.Devices.Purge;

/// <summary>How far a purge has come.</summary>
/// <param name="RetentionDays">Devices not seen for this long are forgotten.</param>
/// <param name="Position">Where the next step begins; null at the beginning, and at the end.</param>
/// <param name="OfActiveAccounts">Devices forgotten so far, of accounts that may log in.</param>
/// <param name="OfNonActiveAccounts">The same of accounts that are closed or locked, or gone.</param>
/// <param name="IsDone">Every list has been looked through.</param>
public sealed record PurgeProgress(int RetentionDays, string? Position = null, long OfActiveAccounts = 0, long OfNonActiveAccounts = 0, bool IsDone = false)
{
    /// <summary>Days that are kept unless somebody says otherwise.</summary>
    public const int DefaultRetentionDays = 90;

    /// <summary>Least days: a phone on a journey must not lose its state.</summary>
    public const int LeastRetentionDays = 1;

    /// <summary>Most days.</summary>
    public const int MostRetentionDays = 3650;
}
