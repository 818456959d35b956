using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// What holds for the whole service: set for this deployment (<c>server</c>), else globally, else the default; and which services
/// run. Immutable, read from memory: <see cref="DirectoryReader.ServiceAsync"/>.
/// </summary>
public sealed class ServiceSettings
{
    private static readonly CarbonioService[] All = Enum.GetValues<CarbonioService>();

    private readonly ServiceStatus[] statuses;

    internal ServiceSettings(AttributeSet global, AttributeSet server, ServiceStates states)
    {
        Global = global;
        Server = server;
        States = states;
        NotificationsLatency = Boolean(ConfigurationAttributes.UseInstantNotifications)
            ? TimeSpan.Zero
            : TimeSpan.FromSeconds(Integer(ConfigurationAttributes.NotificationsLatency));
        MaxPingHeartbeat = TimeSpan.FromSeconds(Integer(ConfigurationAttributes.MaxPingHeartbeat));
        statuses = [.. All.Select(Status)];
    }

    /// <summary>Nothing is set, and nobody stopped anything.</summary>
    public static ServiceSettings Default { get; } = new(AttributeSet.Empty, AttributeSet.Empty, ServiceStates.None);

    /// <summary>What is set globally.</summary>
    public AttributeSet Global { get; }

    /// <summary>What is set for this deployment.</summary>
    public AttributeSet Server { get; }

    /// <summary>What admins last said of the services.</summary>
    public ServiceStates States { get; }

    /// <summary>How long a change waits before it wakes held requests; zero for at once.</summary>
    public TimeSpan NotificationsLatency { get; }

    /// <summary>Longest heartbeat that is granted, unless the host allows less.</summary>
    public TimeSpan MaxPingHeartbeat { get; }

    /// <summary>All services, in their order.</summary>
    public IReadOnlyList<ServiceStatus> Services => statuses;

    /// <summary>True when the service runs.</summary>
    public bool IsRunning(CarbonioService service) => statuses[(int)service].IsRunning;

    /// <summary>How a service is.</summary>
    public ServiceStatus StatusOf(CarbonioService service) => statuses[(int)service];

    /// <summary>The value in stored form, or null where there is none.</summary>
    public string? Text(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Server.Find(attribute) ?? Global.Find(attribute) ?? attribute.Default;
    }

    /// <summary>The value of a Boolean attribute.</summary>
    public bool Boolean(ConfigurationAttribute attribute) => Text(attribute) == "TRUE";

    /// <summary>The value of an integer attribute.</summary>
    public long Integer(ConfigurationAttribute attribute) => long.Parse(Text(attribute)!, CultureInfo.InvariantCulture);

    /// <summary>Where the value comes from; <see cref="AttributeScopes.None"/> for the default.</summary>
    public AttributeScopes Source(ConfigurationAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return Server.Find(attribute) is not null ? AttributeScopes.Server
            : Global.Find(attribute) is not null ? AttributeScopes.Global
            : AttributeScopes.None;
    }

    private ServiceStatus Status(CarbonioService service)
    {
        var because = Obstacle(service);
        var isRunning = because is null && !States.IsStopped(service);
        return new(service, isRunning, because is null && !isRunning, isRunning, because);
    }

    private string? Obstacle(CarbonioService service) => service switch
    {
        CarbonioService.Module => null,
        CarbonioService.Abq or CarbonioService.LdapAddressBook => "not part of this release",
        CarbonioService.AntiDos when !Boolean(ConfigurationAttributes.AntiDosEnabled) => "anti-dos disabled",
        _ => States.IsStopped(CarbonioService.Module) ? "module stopped" : null,
    };
}
