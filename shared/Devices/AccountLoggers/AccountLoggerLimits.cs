namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Bounds of account loggers and of what they write.</summary>
public static class AccountLoggerLimits
{
    /// <summary>Loggers of a tenant that run.</summary>
    public const int MaximumLoggers = 20;

    /// <summary>Loggers of a tenant that run, and that have ended and whose logs are still there.</summary>
    public const int MaximumKept = 60;

    /// <summary>Tenants with loggers.</summary>
    public const int MaximumTenants = 300;

    /// <summary>Characters of a log's name.</summary>
    public const int MaximumNameCharacters = 64;

    /// <summary>How long a logger runs; then it has ended.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromDays(7);

    /// <summary>How long what was written is kept, also once its logger has ended.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Bytes of a log; the oldest go.</summary>
    public const long MaximumLogBytes = 64L * 1024 * 1024;

    /// <summary>Chunks of a log; the oldest go.</summary>
    public const int MaximumChunks = 20_000;

    /// <summary>Chunks that a writer adds before it looks whether the log has become too large: with several instances it may be larger by as many of each.</summary>
    public const int ChunksUntilTrim = 64;

    /// <summary>Characters of a body at level debug; what follows is cut off.</summary>
    public const int DebugBodyCharacters = 64 * 1024;

    /// <summary>Characters of a body at level trace.</summary>
    public const int TraceBodyCharacters = 1024 * 1024;

    /// <summary>How long a record waits in memory for others to be written with it.</summary>
    public static readonly TimeSpan FlushAfter = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that are written at once, without waiting.</summary>
    public const int FlushBytes = 256 * 1024;

    /// <summary>Bytes that wait while the store does not take them; records beyond are lost, and their number is told.</summary>
    public const int MaximumWaitingBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of records in one page that is read.</summary>
    public const int PageBytes = 1024 * 1024;

    /// <summary>Records in one page that is read.</summary>
    public const int PageRecords = 1000;
}
