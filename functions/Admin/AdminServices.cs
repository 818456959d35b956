using Carbonio.Cloud.ActiveSync.BadItems;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Devices.EasFilters;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Functions.Admin.Devices;
using Carbonio.Cloud.Mailboxes.BadItems;

namespace Carbonio.Cloud.Functions.Admin;

/// <summary>What the admin API stands on.</summary>
/// <param name="Reader">Questions.</param>
/// <param name="Writer">Changes.</param>
/// <param name="Lists">Lists.</param>
/// <param name="Tokens">Who asks.</param>
/// <param name="Import">Messages put into mailboxes.</param>
/// <param name="BadItems">Items that devices are shown a note for.</param>
/// <param name="BadItemRetry">Tries them again.</param>
/// <param name="Audit">What was changed, and by whom.</param>
public sealed record AdminServices(
    DirectoryReader Reader,
    DirectoryWriter Writer,
    DirectoryLists Lists,
    TokenVerifier Tokens,
    IMessageImport Import,
    BadItemStore BadItems,
    BadItemRetry BadItemRetry,
    AuditLog Audit)
{
    /// <summary>Devices.</summary>
    public required DeviceServices Devices { get; init; }

    /// <summary>Which protocol versions devices are offered.</summary>
    public required EasFilterStore EasFilters { get; init; }

    /// <summary>What admins should look at.</summary>
    public required AlertLog Alerts { get; init; }

    /// <summary>Loggers of accounts.</summary>
    public required AccountLoggerStore AccountLoggers { get; init; }

    /// <summary>What they wrote.</summary>
    public required AccountLogReader AccountLogs { get; init; }

    /// <summary>Lets users manage their own; null where they may not.</summary>
    internal UserLogin? Users { get; init; }

    /// <summary>Makes profiles for phones; null where none are made.</summary>
    internal MobileProfiles? Profiles { get; init; }

    /// <summary>Largest message taken for import.</summary>
    public int MaximumMessageBytes { get; init; } = 50 * 1024 * 1024;
}
