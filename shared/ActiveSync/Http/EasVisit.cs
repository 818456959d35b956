using Carbonio.Cloud.ActiveSync.Traffic;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>What is known of a request so far: what its log line and its measures say, however it ends.</summary>
internal sealed class EasVisit
{
    public const string Unknown = "none";

    public string Name { get; set; } = Unknown;

    public EasRequest? Request { get; set; }

    public AccountView? Account { get; set; }

    /// <summary>What account loggers write of it; null where the account has none.</summary>
    public TrafficRecord? Traffic { get; set; }

    /// <summary>The gate refused it.</summary>
    public bool Refused { get; set; }

    /// <summary>The server failed.</summary>
    public bool Failed { get; set; }

    public string? AccountId => Account?.Partition;

    public string? DeviceId => Request?.DeviceId;
}
