namespace Carbonio.Cloud.Lmtp.Commands;

/// <summary>What came next.</summary>
internal enum CommandScan
{
    /// <summary>No end of a line yet.</summary>
    Incomplete,

    /// <summary>A line.</summary>
    Line,

    /// <summary>The end of a line that is longer than <see cref="LmtpLimits.CommandLineBytes"/>.</summary>
    TooLong,

    /// <summary>LF without CR: whoever sends that means something else by it than we would.</summary>
    BareLineFeed,
}
