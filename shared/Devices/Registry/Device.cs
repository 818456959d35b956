using Carbonio.Cloud.Devices.DosFilter;
using Carbonio.Cloud.Devices.Wipe;

namespace Carbonio.Cloud.Devices.Registry;

/// <summary>A device as one account knows it: what the gate asks, what the device said of itself, and its sync state.</summary>
public sealed record Device
{
    /// <summary>As the device sent it first; compared without case.</summary>
    public required string DeviceId { get; init; }

    /// <summary>As sent, such as iPhone.</summary>
    public required string DeviceType { get; init; }

    /// <summary>The row's version; null for a device that has no row yet.</summary>
    public string? ETag { get; init; }

    /// <summary>First contact.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Last contact, to <see cref="DeviceStore.LastSeenPrecision"/>.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>User-Agent of the last contact that wrote the row.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Protocol version of the last contact that wrote the row, such as 16.1.</summary>
    public string ProtocolVersion { get; init; } = "";

    /// <summary>Command of the last contact that wrote the row, such as Sync.</summary>
    public string LastCommand { get; init; } = "";

    /// <summary>What the device told of itself.</summary>
    public DeviceInformation Information { get; init; } = DeviceInformation.None;

    /// <summary>Proves that a password was right when it was last checked; null before.</summary>
    public byte[]? PasswordProof { get; init; }

    /// <summary>Kept out by the DoS filter; null when it never was. It may be over.</summary>
    public Jail? Jail { get; init; }

    /// <summary>Policy keys.</summary>
    public PolicyState Policy { get; init; } = PolicyState.None;

    /// <summary>State of the folder hierarchy, encoded by FolderSync; null before the first.</summary>
    public byte[]? Hierarchy { get; init; }

    /// <summary>What Ping remembers between requests, encoded by it.</summary>
    public byte[]? PingCache { get; init; }

    /// <summary>What Sync remembers of the last request, encoded by it; null for a device that always sends all.</summary>
    public byte[]? SyncCache { get; init; }

    /// <summary>The small state of every collection, encoded by Sync.</summary>
    public CollectionStates Collections { get; init; } = CollectionStates.Empty;

    /// <summary>
    /// One more with each thing an admin does to the device: suspends, resets, orders a wipe. What is held for the device was let
    /// pass under the number before, and ends.
    /// </summary>
    public int Epoch { get; init; }

    /// <summary>Set while the device is suspended.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>The wipe that was ordered; null for none.</summary>
    public WipeOrder? Wipe { get; init; }

    /// <summary>Heartbeat of the last Ping that wrote the row, in seconds; 0 before.</summary>
    public int PingSeconds { get; init; }

    /// <summary>What the device index was told last: <see cref="Index.ListedDevice.StampOf"/>; 0 for a row that it never heard of.</summary>
    public long ListedStamp { get; init; }

    /// <summary>What an admin has decided about the device. A wipe counts more than a suspension.</summary>
    public DeviceStanding Standing => Wipe?.Status switch
    {
        WipeStatus.Pending => DeviceStanding.WipePending,
        WipeStatus.Sent => DeviceStanding.WipeSent,
        WipeStatus.Acknowledged => DeviceStanding.Wiped,
        WipeStatus.Failed => DeviceStanding.WipeFailed,
        _ => Suspension is null ? DeviceStanding.Enabled : DeviceStanding.Suspended,
    };

    /// <summary>The device as if it had never synced: every key it holds is good for nothing any more. Who it is, what it obeys and what was decided about it stays.</summary>
    public Device WithoutState() => this with { Hierarchy = null, PingCache = null, SyncCache = null, Collections = CollectionStates.Empty };

    /// <summary>Whether there is anything to be forgotten by <see cref="WithoutState"/>.</summary>
    public bool HasState => Hierarchy is not null || PingCache is not null || SyncCache is not null || Collections.Packed.Length > 0;
}
