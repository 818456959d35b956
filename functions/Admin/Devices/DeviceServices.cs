using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Purge;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>What the administration of devices stands on.</summary>
/// <param name="Registry">Device rows.</param>
/// <param name="Index">Lists of devices.</param>
/// <param name="Administration">What admins do to devices.</param>
/// <param name="Counts">What a device holds, counted.</param>
/// <param name="Purge">Forgets devices not seen for long.</param>
/// <param name="Folders">Which folders phones are shown.</param>
/// <param name="Simulations">Lets a tool play a phone.</param>
/// <param name="Held">Requests that this process holds.</param>
/// <param name="Time">The clock.</param>
/// <param name="NewId">Gives ids that are never given twice.</param>
public sealed record DeviceServices(
    DeviceStore Registry,
    DeviceIndex Index,
    DeviceAdministration Administration,
    HeldCounts Counts,
    StatePurge Purge,
    FolderChoices Folders,
    SimulationTokens Simulations,
    HeldRequests Held,
    TimeProvider Time,
    Func<string> NewId)
{
    /// <summary>How much longer than its heartbeat ago a device may have been seen and still count as online: what its row rounds to.</summary>
    private static readonly TimeSpan Slack = DeviceStore.LastSeenPrecision;

    /// <summary>Whether the device holds a request here, or was seen so recently that it may hold one anywhere.</summary>
    internal bool IsOnline(AccountKey account, string deviceId, DateTimeOffset lastSeen, int pingSeconds) =>
        Held.Holds(account.ToPartition(), deviceId) || Time.GetUtcNow() - lastSeen <= Slack + TimeSpan.FromSeconds(pingSeconds);

    internal static MailboxId Mailbox(AccountView account) => MailboxId.FromPartition(account.Partition)!;
}
