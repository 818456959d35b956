namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>How long a device is told to stay away with one request: twice as long each time, up to a bound.</summary>
internal struct Pause
{
    private ulong what;
    private DateTimeOffset until;
    private TimeSpan last;

    /// <summary>What is left of the pause for that request; null when there is none.</summary>
    public readonly TimeSpan? Left(ulong request, DateTimeOffset now) => what == request && now < until ? until - now : null;

    /// <summary>Begins the next pause.</summary>
    public TimeSpan Begin(ulong request, DateTimeOffset now)
    {
        var next = last * 2;
        last = last == TimeSpan.Zero || now - until > WasteLimits.Forgiveness ? WasteLimits.FirstPause
            : next > WasteLimits.LongestPause ? WasteLimits.LongestPause
            : next;
        what = request;
        until = now + last;
        return last;
    }
}
