using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>
/// What a machine that cannot keep up does: it tells who is too much to come again, early and at little cost, so that who is let
/// in is answered in time.
/// </summary>
/// <remarks>[MS-ASHTTP] 3.1.5.2.3 HTTP Error 503.</remarks>
public sealed partial class WorkAdmission(WorkLimits limits, Func<uint> random, TimeProvider time, ILogger<WorkAdmission> logger)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    private readonly long[] refused = new long[Enum.GetValues<WorkRefusal>().Length];
    private readonly Lock gate = new();
    private long unsaid;
    private DateTimeOffset nextLine = DateTimeOffset.MinValue;

    /// <summary>Who is worked on, and who waits.</summary>
    public WorkTurns Turns { get; } = new(limits, time);

    /// <summary>The memory of bodies.</summary>
    public BodyMemory Memory { get; } = new(limits);

    /// <summary>How many were refused for a reason.</summary>
    public long Refused(WorkRefusal reason) => Interlocked.Read(ref refused[(int)reason]);

    /// <summary>Counts a refusal, and says when to come again: drawn at random, so that a fleet does not come back at once.</summary>
    public TimeSpan Refuse(WorkRefusal reason)
    {
        Interlocked.Increment(ref refused[(int)reason]);
        Say();
        var seconds = (uint)(WorkLimits.LatestRetry - WorkLimits.SoonestRetry).TotalSeconds + 1;
        return WorkLimits.SoonestRetry + TimeSpan.FromSeconds(random() % seconds);
    }

    // A line for each would be one more load on a machine that has too much of it.
    private void Say()
    {
        var now = time.GetUtcNow();
        long count;
        lock (gate)
        {
            unsaid++;
            if (now < nextLine)
            {
                return;
            }

            nextLine = now + BetweenLines;
            (count, unsaid) = (unsaid, 0);
        }

        LogSaturated(count, Turns.Running, Turns.Waiting, Memory.Taken);
    }

    [LoggerMessage(3801, LogLevel.Warning, "Saturated: {Refused} requests were told to come again since this was last said. {Running} are worked on, {Waiting} wait, bodies take {BodyBytes} bytes.")]
    private partial void LogSaturated(long refused, int running, int waiting, long bodyBytes);
}
