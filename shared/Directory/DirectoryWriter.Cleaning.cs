namespace Carbonio.Cloud.Directory;

/// <content>What is set under names that a release no longer has, or where they may no longer be set.</content>
public sealed partial class DirectoryWriter
{
    private const string ConfigClean = "config clean";

    /// <summary>Removes it from what is set globally or for the server.</summary>
    /// <returns>The names removed.</returns>
    public Task<DirectoryOutcome<IReadOnlyList<string>>> CleanServiceAsync(AdminActor actor, AttributeScopes level, CancellationToken cancellationToken)
    {
        var row = level == AttributeScopes.Server ? DirectoryRows.ServerRow : DirectoryRows.ConfigurationRow;
        return CommitAsync<IReadOnlyList<string>>(
            actor,
            ConfigClean,
            DirectoryRows.GlobalPartition,
            async change =>
            {
                var held = DirectoryRows.ReadConfiguration(await store.FindGlobalAsync(row, cancellationToken));
                return Clean(change, level, new("config", AttributeLevels.NameOf(level)), held, cleaned => change.Put(row, DirectoryRows.WriteConfiguration(cleaned)));
            },
            cancellationToken);
    }

    /// <summary>Removes it from a class of service.</summary>
    /// <returns>The names removed.</returns>
    public Task<DirectoryOutcome<IReadOnlyList<string>>> CleanCosAsync(AdminActor actor, Guid cos, CancellationToken cancellationToken) =>
        CommitAsync<IReadOnlyList<string>>(
            actor,
            ConfigClean,
            DirectoryRows.GlobalPartition,
            async change =>
            {
                var row = DirectoryRows.Cos(cos);
                return await store.FindGlobalAsync(row, cancellationToken) is { } found && DirectoryRows.ReadCos(found) is var held
                    ? Clean(change, AttributeScopes.Cos, TargetOf(held), held.Attributes, cleaned => change.Put(row, DirectoryRows.Write(held with { Attributes = cleaned })))
                    : DirectoryOutcome<IReadOnlyList<string>>.Done([]);
            },
            cancellationToken);

    /// <summary>Removes it from a domain.</summary>
    /// <returns>The names removed.</returns>
    public Task<DirectoryOutcome<IReadOnlyList<string>>> CleanDomainAsync(AdminActor actor, Guid tenant, string domain, CancellationToken cancellationToken) =>
        CommitAsync<IReadOnlyList<string>>(
            actor,
            ConfigClean,
            DirectoryRows.Partition(tenant),
            async change =>
            {
                var row = DirectoryRows.Domain(domain);
                return await store.FindInTenantAsync(tenant, row, cancellationToken) is { } found && DirectoryRows.ReadDomain(found, tenant) is var held
                    ? Clean(change, AttributeScopes.Domain, AuditTarget.Of(held), held.Attributes, cleaned => change.Put(row, DirectoryRows.Write(held with { Attributes = cleaned })))
                    : DirectoryOutcome<IReadOnlyList<string>>.Done([]);
            },
            cancellationToken);

    /// <summary>Removes it from an account.</summary>
    /// <returns>The names removed.</returns>
    public Task<DirectoryOutcome<IReadOnlyList<string>>> CleanAccountAsync(AdminActor actor, AccountKey key, CancellationToken cancellationToken) =>
        CommitAsync<IReadOnlyList<string>>(
            actor,
            ConfigClean,
            DirectoryRows.Partition(key.Tenant),
            async change => await FindAccountAsync(key, cancellationToken) is { } held
                ? Clean(
                    change,
                    AttributeScopes.Account,
                    AuditTarget.Of(held),
                    held.Attributes,
                    cleaned => change.Put(DirectoryRows.Account(key.Account), DirectoryRows.Write(held with { Attributes = cleaned })))
                : DirectoryOutcome<IReadOnlyList<string>>.Done([]),
            cancellationToken);

    private static DirectoryOutcome<IReadOnlyList<string>> Clean(DirectoryChange change, AttributeScopes level, AuditTarget target, AttributeSet held, Action<AttributeSet> put)
    {
        var stale = held.Stale(level);
        var cleaned = held.With(stale.Select(name => KeyValuePair.Create(name, "")));
        if (Tell(change, target, held, cleaned))
        {
            put(cleaned);
        }

        return DirectoryOutcome<IReadOnlyList<string>>.Done(stale);
    }
}
