using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>What holds for the DoS filter now: the four <c>mobileAntiDos...</c> attributes, and the epoch of its jails.</summary>
/// <param name="JailDuration">How long a device is kept out.</param>
/// <param name="TimeWindow">The time in which <paramref name="MaxRequests"/> may come.</param>
/// <param name="MaxRequests">Requests of a device that are let in within the window; the next one is refused.</param>
/// <param name="Epoch">Raised by each restart of the service: jails and counters of earlier epochs do not count.</param>
public sealed record DosFilterState(TimeSpan JailDuration, TimeSpan TimeWindow, int MaxRequests, long Epoch)
{
    /// <summary>The state that the settings of the service make.</summary>
    /// <returns>Null while the filter is off, stopped, or inert because it allows 0 requests or less: nothing is counted, and no jail is honoured.</returns>
    public static DosFilterState? Of(ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.IsRunning(CarbonioService.AntiDos) && service.Integer(ConfigurationAttributes.AntiDosMaxRequests) is var requests and > 0
            ? new(
                TimeSpan.FromMilliseconds(service.Integer(ConfigurationAttributes.AntiDosJailDuration)),
                TimeSpan.FromMilliseconds(service.Integer(ConfigurationAttributes.AntiDosTimeWindow)),
                (int)requests,
                service.States.AntiDosEpoch)
            : null;
    }

    /// <summary>What is left of a jail at a moment; null when it is over or of an earlier epoch.</summary>
    public TimeSpan? LeftOf(Jail? jail, DateTimeOffset now) => jail is not null && jail.Epoch == Epoch && jail.Until > now ? jail.Until - now : null;
}
