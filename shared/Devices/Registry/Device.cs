using Carbonio.Cloud.Devices.DosFilter;

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
}
