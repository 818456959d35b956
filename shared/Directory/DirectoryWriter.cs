using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// Changes tenants, domains, classes of service, accounts, credentials and tokens. Each change is one batch with the version
/// row of its partition at the ETag read first, so writers of one partition take turns wherever they run, and a change that
/// lost the race is decided anew on what holds then. Repeating a request has the effect of one.
/// </summary>
public sealed partial class DirectoryWriter
{
    // Every lost race is another writer's success, so this many in a row mean that something is wrong.
    private const int Attempts = 200;

    private readonly IEntityStore store;
    private readonly DirectoryReader reader;
    private readonly PasswordHasher hasher;
    private readonly IRandomSource random;
    private readonly TimeProvider time;

    // Writers of one process queue here instead of racing one another through the store.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 32).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>A writer whose changes <paramref name="reader"/>, the one of this process, sees at once.</summary>
    public DirectoryWriter(IEntityStore store, DirectoryReader reader, PasswordHasher hasher, IRandomSource random, TimeProvider time)
    {
        this.store = store;
        this.reader = reader;
        this.hasher = hasher;
        this.random = random;
        this.time = time;
    }

    /// <summary>Sets and unsets attributes for the whole service. An empty value unsets.</summary>
    public Task<DirectoryOutcome<AttributeSet>> ModifyConfigurationAsync(IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken) =>
        CommitAsync<AttributeSet>(
            DirectoryRows.GlobalPartition,
            async change =>
            {
                var (changes, refusal) = await CheckAsync(AttributeScopes.Global, attributes, cancellationToken);
                if (refusal is not null)
                {
                    return DirectoryOutcome<AttributeSet>.Refused(DirectoryStatus.Invalid, refusal);
                }

                var row = await store.FindGlobalAsync(DirectoryRows.ConfigurationRow, cancellationToken);
                var (changed, tooLong) = Apply(row is null ? AttributeSet.Empty : DirectoryRows.ReadConfiguration(row), changes);
                if (tooLong is not null)
                {
                    return DirectoryOutcome<AttributeSet>.Refused(DirectoryStatus.Invalid, tooLong);
                }

                change.Put(DirectoryRows.ConfigurationRow, DirectoryRows.WriteConfiguration(changed));
                return DirectoryOutcome<AttributeSet>.Done(changed);
            },
            cancellationToken);

    private async Task<DirectoryOutcome<T>> CommitAsync<T>(
        string partition,
        Func<DirectoryChange, Task<DirectoryOutcome<T>>> plan,
        CancellationToken cancellationToken)
        where T : class
    {
        var turn = turns[(uint)partition.GetHashCode(StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var row = await store.FindAsync(new(Tables.Directory, partition, DirectoryVersion.Row), cancellationToken);
                var change = new DirectoryChange(partition);
                var outcome = await plan(change);
                if (!outcome.IsDone || change.Batch.Writes.Count == 0)
                {
                    return outcome;
                }

                var version = DirectoryVersion.Read(row).After(change.Keys);
                change.Batch.InsertOrReplace(DirectoryVersion.Row, row?.ETag, version.ToProperties());
                if (await store.TryWriteAsync(change.Batch, cancellationToken))
                {
                    reader.Apply(partition, version);
                    return outcome;
                }
            }
        }
        finally
        {
            turn.Release();
        }

        throw new StoreUnavailableException($"{Attempts} changes of {partition} in a row lost their race.");
    }

    /// <summary>Checks changes and turns names of classes of service into ids.</summary>
    private async Task<(IReadOnlyDictionary<string, string> Changes, string? Refusal)> CheckAsync(
        AttributeScopes scope,
        IReadOnlyDictionary<string, string>? asked,
        CancellationToken cancellationToken)
    {
        var (changes, refusal) = AttributeChanges.Check(scope, asked);
        if (refusal is not null || !changes.Any(IsClass))
        {
            return (changes, refusal);
        }

        var resolved = new Dictionary<string, string>(changes, StringComparer.Ordinal);
        foreach (var (name, value) in changes.Where(IsClass))
        {
            if (await store.FindCosAsync(value, cancellationToken) is not { } cos)
            {
                return (changes, $"{name}: there is no class of service '{value}'.");
            }

            resolved[name] = cos.Id.ToString("D");
        }

        return (resolved, null);

        static bool IsClass(KeyValuePair<string, string> change) =>
            change.Value.Length > 0 && ConfigurationAttributes.Find(change.Key)!.Type == AttributeType.Cos;
    }

    private static (AttributeSet Changed, string? Refusal) Apply(AttributeSet attributes, IReadOnlyDictionary<string, string> changes)
    {
        var changed = attributes.With(changes);
        return (changed, changed.ToJson().Length <= AttributeSet.MaximumJsonCharacters ? null : "The attributes are too long together: 32 000 characters is the most.");
    }
}
