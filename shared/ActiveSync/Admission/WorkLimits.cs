namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>How much is worked on at once, and what happens beyond that.</summary>
public sealed record WorkLimits
{
    /// <summary>Most of <see cref="AtOnce"/>.</summary>
    public const int MostAtOnce = 4096;

    /// <summary>Most of <see cref="Waiting"/>.</summary>
    public const int MostWaiting = 65_536;

    /// <summary>Least of <see cref="BodyBytes"/>: the longest body must fit when it is alone.</summary>
    public const long LeastBodyBytes = Http.EasServer.MaximumBodyBytes;

    /// <summary>Most of <see cref="BodyBytes"/>.</summary>
    public const long MostBodyBytes = 64L * 1024 * 1024 * 1024;

    /// <summary>The longest body that takes nothing of <see cref="BodyBytes"/>: what a phone sends when it sends no mail.</summary>
    public const int UncountedBodyBytes = 16 * 1024;

    /// <summary>Least of <see cref="Patience"/>.</summary>
    public static readonly TimeSpan ShortestPatience = TimeSpan.FromMilliseconds(100);

    /// <summary>Most of <see cref="Patience"/>: phones give up after 30 to 60 seconds, and must hear of it before.</summary>
    public static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);

    /// <summary>The soonest that who was refused is told to come again.</summary>
    public static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(5);

    /// <summary>The latest.</summary>
    public static readonly TimeSpan LatestRetry = TimeSpan.FromSeconds(30);

    /// <summary>Requests that are worked on at once. A held one is not, while it waits.</summary>
    public int AtOnce { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>New requests that wait for their turn; the next is refused at once.</summary>
    public int Waiting { get; init; } = 1024;

    /// <summary>How long a new request waits for its turn at most.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes of request bodies in memory, those up to <see cref="UncountedBodyBytes"/> not counted.</summary>
    public long BodyBytes { get; init; } = 256L * 1024 * 1024;
}
