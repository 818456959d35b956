using System.Globalization;

namespace Carbonio.Cloud.Directory;

/// <content>What holds for the whole service.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Sets and unsets attributes for the whole service. An empty value unsets.</summary>
    /// <param name="actor">Who changes them.</param>
    /// <param name="level"><see cref="AttributeScopes.Global"/>, or <see cref="AttributeScopes.Server"/> for this deployment.</param>
    /// <param name="attributes">New values by name.</param>
    /// <param name="expectedTag">What <see cref="AttributeSet.Tag"/> must be; null for anything.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>What is set at that level afterwards.</returns>
    public Task<DirectoryOutcome<AttributeSet>> ModifyServiceAsync(
        AdminActor actor,
        AttributeScopes level,
        IReadOnlyDictionary<string, string> attributes,
        string? expectedTag,
        CancellationToken cancellationToken)
    {
        var row = level switch
        {
            AttributeScopes.Global => DirectoryRows.ConfigurationRow,
            AttributeScopes.Server => DirectoryRows.ServerRow,
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
        return CommitAsync<AttributeSet>(
            actor,
            ConfigSet,
            DirectoryRows.GlobalPartition,
            async change =>
            {
                var (changes, refusal) = await CheckAsync(level, attributes, cancellationToken);
                if (refusal is not null)
                {
                    return DirectoryOutcome<AttributeSet>.Refused(DirectoryStatus.Invalid, refusal);
                }

                var held = DirectoryRows.ReadConfiguration(await store.FindGlobalAsync(row, cancellationToken));
                if (Moved<AttributeSet>(held.Tag, expectedTag) is { } moved)
                {
                    return moved;
                }

                var (changed, tooLong) = Apply(held, changes);
                if (tooLong is not null)
                {
                    return DirectoryOutcome<AttributeSet>.Refused(DirectoryStatus.Invalid, tooLong);
                }

                if (Tell(change, new("config", AttributeLevels.NameOf(level)), held, changed))
                {
                    change.Put(row, DirectoryRows.WriteConfiguration(changed));
                }

                return DirectoryOutcome<AttributeSet>.Done(changed);
            },
            cancellationToken);
    }

    /// <summary>Starts, stops or restarts a service, on every instance within 10 s. InUse when it cannot start; the message says why.</summary>
    /// <returns>The settings that hold afterwards.</returns>
    public Task<DirectoryOutcome<ServiceSettings>> ChangeServiceAsync(AdminActor actor, CarbonioService service, ServiceAction action, CancellationToken cancellationToken) =>
        CommitAsync<ServiceSettings>(
            actor,
            $"mobile do{action}Service",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                var global = DirectoryRows.ReadConfiguration(await store.FindGlobalAsync(DirectoryRows.ConfigurationRow, cancellationToken));
                var server = DirectoryRows.ReadConfiguration(await store.FindGlobalAsync(DirectoryRows.ServerRow, cancellationToken));
                var states = ServiceStates.Read(await store.FindGlobalAsync(ServiceStates.Row, cancellationToken));
                var before = new ServiceSettings(global, server, states);
                if (before.StatusOf(service).CouldNotStartBecause is { } because)
                {
                    return DirectoryOutcome<ServiceSettings>.Refused(DirectoryStatus.InUse, $"{CarbonioServiceNames.NameOf(service)} cannot be started or stopped: {because}.");
                }

                var after = states.After(service, action);
                if (ReferenceEquals(after, states))
                {
                    return DirectoryOutcome<ServiceSettings>.Done(before);
                }

                change.Put(ServiceStates.Row, after.ToProperties());
                change.Tell(new("service", CarbonioServiceNames.NameOf(service)), Detail(states), Detail(after));
                return DirectoryOutcome<ServiceSettings>.Done(new(global, server, after));

                AuditDetail? Detail(ServiceStates held) => AuditDetail.Of(
                    ("running", held.IsStopped(service) ? "false" : "true"),
                    ("epoch", service == CarbonioService.AntiDos ? held.AntiDosEpoch.ToString(CultureInfo.InvariantCulture) : null));
            },
            cancellationToken);
}
