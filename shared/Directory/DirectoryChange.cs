using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>Writes to one partition with the keys that other instances must forget, and what the audit log will tell of them.</summary>
internal sealed class DirectoryChange(string partition, AdminActor actor, string action, DateTimeOffset now)
{
    private readonly List<AuditEntry> told = [];
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    public EntityBatch Batch { get; } = new(Tables.Directory, partition);

    public IReadOnlyCollection<string> Keys => keys;

    public IReadOnlyList<AuditEntry> Told => told;

    /// <summary>Has the audit log tell what this change does; false when it does nothing.</summary>
    public void Tell(AuditTarget target, AuditDetail? before, AuditDetail? after) => told.Add(new(actor with { Command = null }, now, actor.Command ?? action, target, before, after));

    // The version row is replaced at its ETag and read before everything else, so nothing that was read can have changed
    // when the batch succeeds: the other rows need no ETag of their own.
    public void Put(string row, EntityProperties properties, string? key = null)
    {
        Batch.Upsert(row, properties);
        keys.Add(key ?? row);
    }

    public void Remove(string row, string? key = null)
    {
        Batch.Delete(row);
        keys.Add(key ?? row);
    }
}
