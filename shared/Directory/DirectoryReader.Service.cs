namespace Carbonio.Cloud.Directory;

/// <content>What holds for the whole service.</content>
public sealed partial class DirectoryReader
{
    private volatile HeldSettings? service;

    /// <summary>What holds for the whole service as it was last read; the defaults before that. For where nobody can wait.</summary>
    public ServiceSettings Service => service?.Settings ?? ServiceSettings.Default;

    /// <summary>What holds for the whole service, as fresh as an account would be; warm, nothing is read.</summary>
    public ValueTask<ServiceSettings> ServiceAsync(CancellationToken cancellationToken)
    {
        var fresh = global.EnsureFreshAsync(cancellationToken);
        return fresh.IsCompletedSuccessfully && service is { } held && held.Holds(global) ? new(held.Settings) : new(ReadAsync(fresh));

        async Task<ServiceSettings> ReadAsync(ValueTask reading)
        {
            await reading;
            return await ServiceSettingsAsync(cancellationToken);
        }
    }

    /// <summary>Counts changes of what all tenants share, as far as this instance knows of them.</summary>
    public long GlobalVersion => global.Known;

    /// <summary>What a change takes at most to hold in this instance while requests arrive and the store answers.</summary>
    public TimeSpan FreshWithin => 2 * freshness;

    private async ValueTask<ServiceSettings> ServiceSettingsAsync(CancellationToken cancellationToken)
    {
        if (service is { } held && held.Holds(global))
        {
            return held.Settings;
        }

        // Taken first: a change that comes while we read makes the settings stale at once, never unnoticed.
        var (changes, forgotten) = (global.InheritedChanges, global.Forgotten);
        var settings = new ServiceSettings(
            await FindRowAsync(global, DirectoryRows.ConfigurationRow, DirectoryRows.ReadConfiguration, cancellationToken) ?? AttributeSet.Empty,
            await FindRowAsync(global, DirectoryRows.ServerRow, DirectoryRows.ReadConfiguration, cancellationToken) ?? AttributeSet.Empty,
            await FindRowAsync(global, ServiceStates.Row, ServiceStates.Read, cancellationToken) ?? ServiceStates.None);
        service = new(settings, changes, forgotten);
        return settings;
    }

    private sealed record HeldSettings(ServiceSettings Settings, int Changes, int Forgotten)
    {
        public bool Holds(DirectoryScope scope) => Changes == scope.InheritedChanges && Forgotten == scope.Forgotten;
    }
}
