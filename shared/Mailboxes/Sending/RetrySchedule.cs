namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>When mail is tried again.</summary>
internal static class RetrySchedule
{
    private static readonly int[] FirstMinutes = [1, 2, 5, 10, 20, 40];

    /// <summary>A try that fails at this age is the last.</summary>
    public static TimeSpan GiveUpAfter { get; } = TimeSpan.FromHours(48);

    /// <summary>Pause between two tries after the first few.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromHours(1);

    /// <summary>By how much of itself a pause is drawn out at most, so that what failed together does not come back together.</summary>
    public static double Jitter { get; } = 0.2;

    /// <summary>The pause after that many failed tries.</summary>
    /// <param name="tries">1 after the first.</param>
    /// <param name="random">From 0 to below 1.</param>
    public static TimeSpan Pause(int tries, double random)
    {
        var pause = tries <= FirstMinutes.Length ? TimeSpan.FromMinutes(FirstMinutes[Math.Max(1, tries) - 1]) : LongestPause;
        return pause * (1 + (Jitter * random));
    }
}
