namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>Tells a loop, which goes on, from a burst, which ends.</summary>
internal struct Persistence
{
    private DateTimeOffset since;
    private DateTimeOffset last;

    /// <summary>Something came too often within a window.</summary>
    /// <returns>True when it has done so, window after window, for as long as <paramref name="patience"/>.</returns>
    public bool IsLoop(TimeSpan patience, DateTimeOffset now)
    {
        if (now - last > 2 * WasteLimits.RepeatWindow)
        {
            since = now;
        }

        last = now;
        return now - since >= patience;
    }
}
