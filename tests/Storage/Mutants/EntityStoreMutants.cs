using System.Collections.Concurrent;

namespace Carbonio.Cloud.Storage.Tests.Mutants;

/// <summary>Stores that each break one promise, as a hurried adapter would.</summary>
internal static class EntityStoreMutants
{
    public static IReadOnlyDictionary<string, Func<IEntityStore>> All { get; } = new Dictionary<string, Func<IEntityStore>>
    {
        ["forgets atomicity"] = () => new OneByOne(),
        ["applies what comes before the failure"] = () => new OneByOne { StopAtFailure = true },
        ["ignores ETags of replaces"] = () => new Writes(write => write.Kind == EntityWriteKind.Replace ? write with { Kind = EntityWriteKind.Upsert, ETag = null } : write),
        ["ignores ETags of deletes"] = () => new Writes(write => write.Kind == EntityWriteKind.Delete ? write with { ETag = null } : write),
        ["inserts over a row"] = () => new Writes(write => write.Kind == EntityWriteKind.Insert ? write with { Kind = EntityWriteKind.Upsert } : write),
        ["upserts only new rows"] = () => new Writes(write => write.Kind == EntityWriteKind.Upsert ? write with { Kind = EntityWriteKind.Insert } : write),
        ["loses the last write of a batch"] = () => new LosesLast(),
        ["loses every tenth batch"] = () => new LosesBatches(),
        ["says false though it wrote"] = () => new Denies(),
        ["merges instead of replacing"] = () => new Merges(),
        ["deletes missing rows without complaint"] = () => new DeletesMissing(),
        ["gives an ETag by content"] = () => new ETagByContent(),
        ["checks, then writes"] = () => new ChecksThenWrites(),
        ["reads from a cache"] = () => new ReadsCache(),
        ["loses trailing spaces"] = () => new Values(value => value.Kind == EntityValueKind.String ? value.AsString().TrimEnd() : value),
        ["cuts moments to milliseconds"] = () => new Values(value => value.Kind == EntityValueKind.DateTime ? DateTimeOffset.FromUnixTimeMilliseconds(value.AsDateTime().ToUnixTimeMilliseconds()) : value),
        ["keeps numbers as Double"] = () => new Values(value => value.Kind == EntityValueKind.Int64 ? (long)(double)value.AsInt64() : value),
        ["reads whole Doubles as integers"] = () => new Values(value => value.Kind == EntityValueKind.Double && value.AsDouble() is 0 or 2 ? (int)value.AsDouble() : value),
        ["forgets empty values"] = () => new Values(value => value.Kind == EntityValueKind.Binary && value.AsBinary().Length == 0 ? (EntityValue?)null : value),
        ["gives rows unordered"] = () => new Pages((page, _) => page with { Rows = [.. page.Rows.Reverse()] }),
        ["orders without case"] = () => new Pages((page, _) => page with { Rows = [.. page.Rows.OrderBy(row => row.Key.Row, StringComparer.OrdinalIgnoreCase)] }),
        ["swallows the continuation"] = () => new Pages((page, _) => page with { Continuation = null }),
        ["leaves out the last row of a page"] = () => new Pages((page, query) => page.Continuation is null || query.MaximumRows == 1 ? page : page with { Rows = [.. page.Rows.SkipLast(1)] }),
        ["gives the first row of a range twice"] = () => new Pages((page, query) => query.Continuation is null || page.Rows.Count == 0 ? page : page with { Rows = [page.Rows[0], .. page.Rows] }),
        ["ends ranges too late"] = () => new Asks(query => query with { Before = query.Before + " " }),
        ["begins ranges too late"] = () => new Asks(query => query.From.Length > 0 ? query with { From = query.From + " " } : query),
        ["pages by counting rows"] = () => new PagesByCount(),
        ["sorts what is asked for together"] = () => new SortsMany(),
        ["leaves out missing rows"] = () => new LeavesOutMissing(),
        ["ignores cancellation"] = () => new IgnoresCancellation(),
        ["shares one partition among tables"] = () => new SharesTables(),
    };

    private sealed class Writes(Func<EntityWrite, EntityWrite?> change) : MutantEntityStore
    {
        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => Inner.TryWriteAsync(Changed(batch, change), cancellationToken);
    }

    private sealed class OneByOne : MutantEntityStore
    {
        public bool StopAtFailure { get; init; }

        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var all = true;
            foreach (var write in batch.Writes)
            {
                all &= await Inner.TryWriteAsync(Changed(batch, other => other == write ? other : null), cancellationToken);
                if (!all && StopAtFailure)
                {
                    break;
                }
            }

            return all;
        }
    }

    private sealed class LosesLast : MutantEntityStore
    {
        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) =>
            Inner.TryWriteAsync(batch.Writes.Count < 50 ? batch : Changed(batch, write => write == batch.Writes[^1] ? null : write), cancellationToken);
    }

    private sealed class LosesBatches : MutantEntityStore
    {
        private int batches;

        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref batches) % 10 == 0 ? Task.FromResult(true) : Inner.TryWriteAsync(batch, cancellationToken);
    }

    private sealed class Denies : MutantEntityStore
    {
        private int batches;

        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) =>
            await Inner.TryWriteAsync(batch, cancellationToken) && Interlocked.Increment(ref batches) % 10 != 0;
    }

    private sealed class Merges : MutantEntityStore
    {
        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            var old = await Inner.FindManyAsync(batch.Table, batch.Partition, [.. batch.Writes.Select(write => write.Row)], cancellationToken);
            var index = 0;
            return await Inner.TryWriteAsync(Changed(batch, write => Merged(write, old[index++])), cancellationToken);
        }

        private static EntityWrite Merged(EntityWrite write, Entity? old)
        {
            if (old is null || write.Kind is not (EntityWriteKind.Upsert or EntityWriteKind.Replace))
            {
                return write;
            }

            foreach (var (name, value) in write.Properties!)
            {
                old.Properties[name] = value;
            }

            return write with { Properties = old.Properties };
        }
    }

    private sealed class DeletesMissing : MutantEntityStore
    {
        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            var old = await Inner.FindManyAsync(batch.Table, batch.Partition, [.. batch.Writes.Select(write => write.Row)], cancellationToken);
            var index = 0;
            return await Inner.TryWriteAsync(Changed(batch, write => old[index++] is null && write.Kind == EntityWriteKind.Delete ? null : write), cancellationToken);
        }
    }

    private sealed class ETagByContent : MutantEntityStore
    {
        public override async Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) =>
            await Inner.FindAsync(key, cancellationToken) is { } row ? row with { ETag = ETag(row) } : null;

        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            var old = await Inner.FindManyAsync(batch.Table, batch.Partition, [.. batch.Writes.Select(write => write.Row)], cancellationToken);
            var index = 0;
            return await Inner.TryWriteAsync(
                Changed(batch, write => old[index++] is { } row && write.ETag is not null && write.ETag == ETag(row) ? write with { ETag = row.ETag } : write), cancellationToken);
        }

        private static string ETag(Entity row) => string.Join(';', row.Properties.Select(property => $"{property.Key}={property.Value}"));
    }

    private sealed class ChecksThenWrites : MutantEntityStore
    {
        public override async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            foreach (var write in batch.Writes)
            {
                var row = await Inner.FindAsync(new(batch.Table, batch.Partition, write.Row), cancellationToken);
                var expected = write.Kind switch
                {
                    EntityWriteKind.Insert => row is null,
                    EntityWriteKind.Replace => row?.ETag == write.ETag,
                    EntityWriteKind.Upsert => true,
                    _ => row is not null && (write.ETag is null || write.ETag == row.ETag),
                };
                if (!expected)
                {
                    return false;
                }
            }

            await Task.Delay(1, cancellationToken);
            return await Inner.TryWriteAsync(
                Changed(batch, write => write.Kind == EntityWriteKind.Delete ? write with { ETag = null } : write with { Kind = EntityWriteKind.Upsert, ETag = null }),
                cancellationToken);
        }
    }

    private sealed class ReadsCache : MutantEntityStore
    {
        private readonly ConcurrentDictionary<EntityKey, Task<Entity?>> cache = [];

        public override Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) =>
            cache.GetOrAdd(key, key => Inner.FindAsync(key, cancellationToken));
    }

    private sealed class Values(Func<EntityValue, EntityValue?> change) : MutantEntityStore
    {
        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) =>
            Inner.TryWriteAsync(Changed(batch, write => write.Properties is null ? write : write with { Properties = Changed(write.Properties) }), cancellationToken);

        private EntityProperties Changed(EntityProperties properties)
        {
            var changed = new EntityProperties();
            foreach (var (name, value) in properties)
            {
                changed.SetOrRemove(name, change(value));
            }

            return changed;
        }
    }

    private sealed class Pages(Func<EntityPage, EntityQuery, EntityPage> change) : MutantEntityStore
    {
        public override async Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) =>
            change(await Inner.QueryAsync(query, cancellationToken), query);
    }

    private sealed class Asks(Func<EntityQuery, EntityQuery> change) : MutantEntityStore
    {
        public override Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken) => Inner.QueryAsync(change(query), cancellationToken);
    }

    private sealed class PagesByCount : MutantEntityStore
    {
        public override async Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
        {
            var skip = int.Parse(query.Continuation ?? "0", null);
            var all = (await Inner.QueryAsync(query with { Continuation = null, MaximumRows = StorageLimits.MaximumPageRows }, cancellationToken)).Rows;
            var rows = all.Skip(skip).Take(query.MaximumRows).ToList();
            return new(rows, skip + rows.Count < all.Count ? $"{skip + rows.Count}" : null);
        }
    }

    private sealed class SortsMany : MutantEntityStore
    {
        public override Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
            Inner.FindManyAsync(table, partition, [.. rows.Order(StringComparer.Ordinal)], cancellationToken);
    }

    private sealed class LeavesOutMissing : MutantEntityStore
    {
        public override async Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken) =>
            [.. (await Inner.FindManyAsync(table, partition, rows, cancellationToken)).Where(row => row is not null)];
    }

    private sealed class IgnoresCancellation : MutantEntityStore
    {
        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken) => Inner.TryWriteAsync(batch, CancellationToken.None);
    }

    private sealed class SharesTables : MutantEntityStore
    {
        public override Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken) => Inner.FindAsync(key with { Table = Tables.Mail }, cancellationToken);

        public override Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
        {
            var moved = new EntityBatch(Tables.Mail, batch.Partition);
            foreach (var write in batch.Writes)
            {
                _ = write.Kind == EntityWriteKind.Delete ? moved.Delete(write.Row, write.ETag) : moved.Upsert(write.Row, write.Properties!);
            }

            return Inner.TryWriteAsync(batch.Table == Tables.Mail ? batch : moved, cancellationToken);
        }
    }
}
