namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>How a <see cref="SqliteEntityStore"/> opens its file.</summary>
public sealed record SqliteOptions
{
    /// <summary>
    /// True opens the file beside a process that has it exclusively: for a command of a few writes while the server runs.
    /// False, for the server, refuses a file that another exclusive store has open.
    /// </summary>
    public bool Shared { get; init; }

    /// <summary>Size beyond which the file does not grow: writes then fail as on a full disk. Null: no bound.</summary>
    public long? MaximumFileBytes { get; init; }

    /// <summary>Longest wait for another process that writes to the same file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
