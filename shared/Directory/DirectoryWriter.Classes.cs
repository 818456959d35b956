namespace Carbonio.Cloud.Directory;

/// <content>Classes of service.</content>
public sealed partial class DirectoryWriter
{
    /// <summary>Makes a class of service. Exists when there is one of that name, whatever is set on it.</summary>
    public Task<DirectoryOutcome<ClassOfService>> CreateCosAsync(AdminActor actor, string name, IReadOnlyDictionary<string, string>? attributes, CancellationToken cancellationToken) =>
        CommitAsync<ClassOfService>(
            actor,
            "prov createCos",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (!DirectoryLookups.IsName(name) || Guid.TryParse(name, out _))
                {
                    return Refused(DirectoryStatus.Invalid, $"'{name}' cannot name a class of service: 1 to 100 characters, no @, no blanks at the ends, no id.");
                }

                if (await store.FindCosAsync(name, cancellationToken) is { } existing)
                {
                    return DirectoryOutcome<ClassOfService>.Exists(existing, $"Class of service {existing.Name} exists already.");
                }

                var cos = new ClassOfService(RandomText.NextGuid(random), name, AttributeSet.Empty);
                change.Put(DirectoryRows.CosName(name), DirectoryRows.WritePointer(cos.Id));
                return await PlanCosAsync(change, cos, isNew: true, attributes, cancellationToken);
            },
            cancellationToken);

    /// <summary>Sets and unsets attributes of a class of service, by name or id. An empty value unsets. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public Task<DirectoryOutcome<ClassOfService>> ModifyCosAsync(AdminActor actor, string nameOrId, IReadOnlyDictionary<string, string> attributes, string? expectedTag, CancellationToken cancellationToken) =>
        CommitAsync<ClassOfService>(
            actor,
            "prov modifyCos",
            DirectoryRows.GlobalPartition,
            async change => await store.FindCosAsync(nameOrId, cancellationToken) is { } cos
                ? Moved<ClassOfService>(cos.Tag, expectedTag) ?? await PlanCosAsync(change, cos, isNew: false, attributes, cancellationToken)
                : NoCos(nameOrId),
            cancellationToken);

    /// <summary>Deletes a class of service, by name or id. Accounts that name it fall back to their domain's default. Changed when its tag is another than <paramref name="expectedTag"/>.</summary>
    public Task<DirectoryOutcome<ClassOfService>> DeleteCosAsync(AdminActor actor, string nameOrId, string? expectedTag, CancellationToken cancellationToken) =>
        CommitAsync<ClassOfService>(
            actor,
            "prov deleteCos",
            DirectoryRows.GlobalPartition,
            async change =>
            {
                if (await store.FindCosAsync(nameOrId, cancellationToken) is not { } cos)
                {
                    return NoCos(nameOrId);
                }

                if (Moved<ClassOfService>(cos.Tag, expectedTag) is { } moved)
                {
                    return moved;
                }

                if (cos.Id == ClassOfService.Default.Id)
                {
                    return Refused(DirectoryStatus.InUse, "The class of service 'default' is everybody's last resort and cannot be deleted.");
                }

                change.Remove(DirectoryRows.CosName(cos.Name));
                change.Remove(DirectoryRows.Cos(cos.Id));
                change.Tell(TargetOf(cos), cos.Attributes.Differences(AttributeSet.Empty).Before, null);
                return DirectoryOutcome<ClassOfService>.Done(cos);
            },
            cancellationToken);

    private async Task<DirectoryOutcome<ClassOfService>> PlanCosAsync(
        DirectoryChange change,
        ClassOfService cos,
        bool isNew,
        IReadOnlyDictionary<string, string>? attributes,
        CancellationToken cancellationToken)
    {
        var (changes, refusal) = await CheckAsync(AttributeScopes.Cos, attributes, cancellationToken);
        if (refusal is not null)
        {
            return Refused(DirectoryStatus.Invalid, refusal);
        }

        var (changed, tooLong) = Apply(cos.Attributes, changes);
        if (tooLong is not null)
        {
            return Refused(DirectoryStatus.Invalid, tooLong);
        }

        var after = cos with { Attributes = changed };
        if (isNew)
        {
            change.Tell(TargetOf(cos), null, AttributeSet.Empty.Differences(changed).After);
        }
        else if (!Tell(change, TargetOf(cos), cos.Attributes, changed))
        {
            return DirectoryOutcome<ClassOfService>.Done(cos);
        }

        change.Put(DirectoryRows.Cos(cos.Id), DirectoryRows.Write(after));
        return DirectoryOutcome<ClassOfService>.Done(after);
    }

    private static AuditTarget TargetOf(ClassOfService cos) => new("cos", cos.Name);

    private static DirectoryOutcome<ClassOfService> NoCos(string nameOrId) =>
        Refused(DirectoryStatus.NotFound, $"There is no class of service '{nameOrId}'.");

    private static DirectoryOutcome<ClassOfService> Refused(DirectoryStatus status, string message) =>
        DirectoryOutcome<ClassOfService>.Refused(status, message);
}
