using System.Globalization;

namespace Carbonio.Cloud.Functions.Hosting;

/// <summary>How many files the process has open, and may have: every phone that is connected is one. Linux says so; elsewhere nothing is known.</summary>
internal sealed partial class OpenFiles(long open, long limit)
{
    /// <summary>Below this a server of ordinary size turns phones away.</summary>
    public const long FewFiles = 8192;

    private const string Folder = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";
    private const string Label = "Max open files";

    /// <summary>Open now.</summary>
    public long Open => open;

    /// <summary>The limit that holds.</summary>
    public long Limit => limit;

    /// <summary>How it is now; null where it is not known.</summary>
    public static OpenFiles? Read()
    {
        try
        {
            // The reading itself has one open.
            return TryReadLimit(File.ReadLines(Limits), out var most)
                ? new(System.IO.Directory.EnumerateFileSystemEntries(Folder).LongCount() - 1, most)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Says so when there may be few. The runtime has raised the soft limit to the hard one by then, so the hard one is what
    /// an operator has to raise.
    /// </summary>
    public static void Warn(ILogger logger)
    {
        if (Read() is { Limit: < FewFiles } files)
        {
            LogFew(logger, files.Limit);
        }
    }

    /// <summary>The soft limit in the lines of <c>/proc/self/limits</c>: name, soft limit, hard limit, unit.</summary>
    internal static bool TryReadLimit(IEnumerable<string> lines, out long limit)
    {
        limit = 0;
        var line = lines.FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
        var soft = line?[Label.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (soft == "unlimited")
        {
            limit = long.MaxValue;
            return true;
        }

        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out limit);
    }

    [LoggerMessage(7008, LogLevel.Warning, "The process may open {Limit} files, and each connected phone is one. Raise the hard limit (LimitNOFILE, ulimit -Hn).")]
    private static partial void LogFew(ILogger logger, long limit);
}
