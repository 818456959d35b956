using System.Globalization;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.AccountLoggers;

/// <summary>Writes the traffic of one account's devices to a log of its own while it runs.</summary>
/// <param name="Id">Its number, never given again.</param>
/// <param name="Account">Whose traffic.</param>
/// <param name="Level">How much of it.</param>
/// <param name="LogName">Name of the log: a name and no path.</param>
/// <param name="WindowSize">Most items that the account's devices get in one answer to a Sync while it runs; null for what they ask for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Ended">When it was removed; null while it was not.</param>
public sealed record AccountLogger(
    int Id,
    AccountKey Account,
    AccountLoggerLevel Level,
    string LogName,
    int? WindowSize,
    DateTimeOffset Created,
    DateTimeOffset? Ended)
{
    /// <summary>When it ends at the latest.</summary>
    public DateTimeOffset Expires => Created + AccountLoggerLimits.LongestRun;

    /// <summary>Prefix of the names of its chunks, among the blobs of the account.</summary>
    public string Prefix => string.Create(CultureInfo.InvariantCulture, $"{Account.Tenant:N}/{Account.Account:N}/logs/{Id}-{LogName}/");

    /// <summary>True while it writes.</summary>
    public bool Runs(DateTimeOffset now) => Ended is null && now < Expires;

    /// <summary>True once nothing of its log may be kept any more.</summary>
    public bool IsOver(DateTimeOffset now) => now >= (Ended is { } end && end < Expires ? end : Expires) + AccountLoggerLimits.Kept;
}
