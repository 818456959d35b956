using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>What admins last said of the services.</summary>
/// <param name="Stopped">Those that somebody stopped, in their order.</param>
/// <param name="AntiDosEpoch">How often the DoS filter was started anew: jails of a lower epoch do not count.</param>
public sealed record ServiceStates(IReadOnlyList<CarbonioService> Stopped, long AntiDosEpoch)
{
    internal const string Row = "svc";

    /// <summary>Nobody has said anything.</summary>
    public static ServiceStates None { get; } = new([], 0);

    /// <summary>True when somebody stopped it.</summary>
    public bool IsStopped(CarbonioService service) => Stopped.Contains(service);

    internal static ServiceStates Read(Entity? row) => row is null
        ? None
        : new(
            [.. DirectoryRows.Properties(row)["stopped"].AsString().Split(',').Select(CarbonioServiceNames.Find).OfType<CarbonioService>()],
            row.Properties["antiDosEpoch"].AsInt64());

    internal EntityProperties ToProperties() => new(3)
    {
        { "v", DirectoryRows.Schema },
        { "stopped", string.Join(',', Stopped.Select(CarbonioServiceNames.NameOf)) },
        { "antiDosEpoch", AntiDosEpoch },
    };

    /// <summary>The states after an admin's word. The same when it changes nothing.</summary>
    internal ServiceStates After(CarbonioService service, ServiceAction action) => action switch
    {
        ServiceAction.Stop when !IsStopped(service) => this with { Stopped = [.. Stopped.Append(service).Order()] },
        ServiceAction.Stop => this,
        _ when !IsStopped(service) && (service != CarbonioService.AntiDos || action == ServiceAction.Start) => this,
        _ => new([.. Stopped.Where(other => other != service)], service == CarbonioService.AntiDos ? AntiDosEpoch + 1 : AntiDosEpoch),
    };
}
