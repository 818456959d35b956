using SQLitePCL;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>What SQLite answered. Never leaves this library: callers get a <see cref="StoreUnavailableException"/>.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite: {message} (code {code})")
{
    /// <summary>The disk, or the bound set for the file, has no room for one more page.</summary>
    public bool IsFull => (code & 0xff) == raw.SQLITE_FULL;

    public StoreUnavailableException AsUnavailable() => new(IsFull ? "The disk is full." : "The embedded store failed.", this);
}
