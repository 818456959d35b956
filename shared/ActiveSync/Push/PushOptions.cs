using System.ComponentModel.DataAnnotations;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>How requests are held.</summary>
public sealed class PushOptions
{
    /// <summary>Shortest heartbeat granted.</summary>
    public static readonly TimeSpan ShortestHeartbeat = TimeSpan.FromSeconds(60);

    /// <summary>Least of <see cref="LookAgainAfter"/>: each look of each held request is two reads.</summary>
    public static readonly TimeSpan ShortestLookAgain = TimeSpan.FromSeconds(5);

    /// <summary>Most of <see cref="LookAgainAfter"/>.</summary>
    public static readonly TimeSpan LongestLookAgain = TimeSpan.FromMinutes(30);

    /// <summary>Longest heartbeat granted. Behind the Azure front end an idle request is cut off after 230 s, so there 210 s; alone 59 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:59:00")]
    public TimeSpan LongestHeartbeat { get; set; } = TimeSpan.FromMinutes(59);

    /// <summary>Longest heartbeat granted now: the host's bound, or the admin's where that is shorter.</summary>
    public TimeSpan LongestFor(ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.MaxPingHeartbeat < LongestHeartbeat ? service.MaxPingHeartbeat : LongestHeartbeat;
    }

    /// <summary>
    /// How long a held request trusts that changes wake it before it reads the mailbox row again. A change made by another instance
    /// is found by this at the latest. Each wait is drawn between half of it and all of it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:30:00")]
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromMinutes(5);
}
