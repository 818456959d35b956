using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.Index;

/// <summary>What lists show of a device. It follows the device's row; of what changes with every contact it is a day behind at most.</summary>
public sealed record ListedDevice
{
    /// <summary>The account's id.</summary>
    public required Guid Account { get; init; }

    /// <summary>The account's primary address.</summary>
    public required string Address { get; init; }

    /// <summary>As the device sent it first.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Such as iPhone.</summary>
    public required string DeviceType { get; init; }

    /// <summary>First contact.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>Last contact; up to a day older than the truth.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>User-Agent.</summary>
    public string UserAgent { get; init; } = "";

    /// <summary>Such as 16.1.</summary>
    public string ProtocolVersion { get; init; } = "";

    /// <summary>The device has taken a policy.</summary>
    public bool IsProvisioned { get; init; }

    /// <summary>The device logs in with a mobile password, not with the account's own.</summary>
    public bool HasMobilePassword { get; init; }

    /// <summary>What an admin decided about it.</summary>
    public DeviceStanding Standing { get; init; }

    /// <summary>Heartbeat of its last Ping in seconds, as of when this was written; 0 for none.</summary>
    public int PingSeconds { get; init; }

    /// <summary>Command of its last contact, as of when this was written.</summary>
    public string LastCommand { get; init; } = "";

    /// <summary>What a list shows of a device.</summary>
    public static ListedDevice Of(AccountView account, Device device)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(device);
        return new()
        {
            Account = account.Key.Account,
            Address = account.Address,
            DeviceId = device.DeviceId,
            DeviceType = device.DeviceType,
            FirstSeen = device.FirstSeen,
            LastSeen = device.LastSeen,
            UserAgent = device.UserAgent,
            ProtocolVersion = device.ProtocolVersion,
            IsProvisioned = device.Policy.Key != 0,
            HasMobilePassword = HasCredential(device),
            Standing = device.Standing,
            PingSeconds = device.PingSeconds,
            LastCommand = device.LastCommand,
        };
    }

    /// <summary>
    /// A number that differs when a list must be told: of the last contact only the day counts, so that a device that comes all
    /// day long costs its list one write a day. Never 0.
    /// </summary>
    public static long StampOf(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var stamp = new StampBuilder();
        stamp.Add(device.DeviceId);
        stamp.Add(device.DeviceType);
        stamp.Add(device.UserAgent);
        stamp.Add(device.ProtocolVersion);
        stamp.Add(device.Policy.Key != 0 ? 1 : 0);
        stamp.Add(HasCredential(device) ? 1 : 0);
        stamp.Add((int)device.Standing);
        stamp.Add(device.LastSeen.UtcTicks / TimeSpan.TicksPerDay);
        return stamp.Value;
    }

    private static bool HasCredential(Device device) => PasswordProof.TryRead(device.PasswordProof, out var proof) && proof.CredentialId.Length > 0;

    // FNV-1a: the same in every process and release, and nothing allocated on the way of every Sync.
    private ref struct StampBuilder()
    {
        private const ulong Prime = 1099511628211;

        private ulong hash = 14695981039346656037;

        public readonly long Value => hash == 0 ? 1 : (long)hash;

        public void Add(string text)
        {
            foreach (var c in text)
            {
                hash = (hash ^ c) * Prime;
            }

            hash = (hash ^ 0x10000) * Prime;
        }

        public void Add(long number) => hash = (hash ^ (ulong)number) * Prime;
    }
}
