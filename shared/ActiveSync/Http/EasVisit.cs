using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.ActiveSync.Http;

/// <summary>What is known of a request so far: what its log line and its measures say, however it ends.</summary>
internal sealed class EasVisit
{
    public const string Unknown = "none";

    public string Name { get; set; } = Unknown;

    public EasRequest? Request { get; set; }

    public AccountView? Account { get; set; }

    public string? AccountId => Account?.Partition;

    public string? DeviceId => Request?.DeviceId;
}
