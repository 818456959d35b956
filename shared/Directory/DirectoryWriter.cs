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

    // With the moment before it, 80 random bits.
    private const int AuditIdCharacters = 16;

    private const string ConfigSet = "config set";

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

    /// <summary>Carries out a change as it is planned on what holds. A plan that writes nothing changes nothing, and is not told of.</summary>
    private async Task<DirectoryOutcome<T>> CommitAsync<T>(
        AdminActor actor,
        string action,
        string partition,
        Func<DirectoryChange, Task<DirectoryOutcome<T>>> plan,
        CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var turn = turns[(uint)partition.GetHashCode(StringComparison.Ordinal) % turns.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var row = await store.FindAsync(new(Tables.Directory, partition, DirectoryVersion.Row), cancellationToken);
                var change = new DirectoryChange(partition, actor, action, time.GetUtcNow());
                var outcome = await plan(change);
                if (!outcome.IsDone || change.Batch.Writes.Count == 0)
                {
                    return outcome;
                }

                foreach (var entry in change.Told)
                {
                    change.Batch.Insert(AuditRows.Key(entry.At, RandomText.Next(random, AuditIdCharacters)), AuditRows.Write(entry));
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

    /// <summary>Tells of a change of attributes.</summary>
    /// <returns>False when nothing differs: then there is nothing to write.</returns>
    private static bool Tell(DirectoryChange change, AuditTarget target, AttributeSet before, AttributeSet after)
    {
        var (was, now) = before.Differences(after);
        if (was is null && now is null)
        {
            return false;
        }

        change.Tell(target, was, now);
        return true;
    }

    /// <summary>Refuses a change of something that is no longer as the admin has read it.</summary>
    private static DirectoryOutcome<T>? Moved<T>(string tag, string? expectedTag)
        where T : class =>
        expectedTag is null || expectedTag == tag
            ? null
            : DirectoryOutcome<T>.Refused(DirectoryStatus.Changed, "It was changed since you read it: read it again and decide anew.");

    private static (AttributeSet Changed, string? Refusal) Apply(AttributeSet attributes, IReadOnlyDictionary<string, string> changes)
    {
        var changed = attributes.With(changes);
        return (changed, changed.ToJson().Length <= AttributeSet.MaximumJsonCharacters ? null : "The attributes are too long together: 32 000 characters is the most.");
    }
}
