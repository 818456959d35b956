namespace Carbonio.Cloud.Lmtp;

/// <summary>What a session goes by.</summary>
public sealed record LmtpOptions
{
    /// <summary>The name by which the server calls itself.</summary>
    public required string HostName { get; init; }

    /// <summary>Longest message as it is sent, in bytes, without doubled dots and without the lines put in front.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>Longest wait for a command, and for the client to take a reply: [RFC 5321] 4.5.3.2.7 asks for 5 minutes.</summary>
    public TimeSpan CommandTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for more of a message ([RFC 5321] 4.5.3.2.5).</summary>
    public TimeSpan DataTime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Longest time for all of a message: whoever sends a byte a minute holds its memory no longer.</summary>
    public TimeSpan MessageTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the client is given to read why the session ends, while it may still be sending.</summary>
    public TimeSpan PartingTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Most bytes of one message that are read and thrown away.</summary>
    public long DrainedBytes { get; init; } = LmtpLimits.DrainedBytes;

    /// <summary>Most bytes of messages in memory, in all sessions together.</summary>
    public long MemoryBytes { get; init; } = LmtpLimits.MemoryBytes;

    /// <summary>Most sessions at a time.</summary>
    public int Sessions { get; init; } = LmtpLimits.Sessions;
}
