namespace Carbonio.Cloud.Storage.Tests;

/// <summary>
/// Batches, reads and queries drawn from a seed, run against a store and a model of it. ETags differ between the two, so each
/// is given its own: the current one, or one that the row had before.
/// </summary>
internal sealed class RandomOperations(int seed, string partition, IEntityStore store, IEntityStore model)
{
    private static readonly string[] Rows = ["a", "a!", "b", "B", "c'", "d%", "e", "10", "9", "z z"];

    private readonly Random random = new(seed);
    private readonly Dictionary<string, List<(string Store, string Model)>> etags = [];

    /// <summary>Writes one batch to both and now and then compares what they hold.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var toStore = new EntityBatch(Tables.Mail, partition);
        var toModel = new EntityBatch(Tables.Mail, partition);
        foreach (var row in random.GetItems(Rows, random.Next(1, 6)).Distinct())
        {
            Add(toStore, toModel, row);
        }

        var expected = await model.TryWriteAsync(toModel, cancellationToken);
        Assert.Equal(expected, await store.TryWriteAsync(toStore, cancellationToken));
        foreach (var row in toStore.Writes.Select(write => write.Row))
        {
            await RememberAsync(row, cancellationToken);
        }

        if (random.Next(10) == 0)
        {
            await CompareAsync(cancellationToken);
        }
    }

    /// <summary>Compares all rows, then some ranges, page by page.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(new(Tables.Mail, partition, "", "~", random.Next(1, 12)), cancellationToken);
        await CompareAsync(new(Tables.Mail, partition, Rows[random.Next(Rows.Length)], Rows[random.Next(Rows.Length)], random.Next(1, 4)), cancellationToken);
        string[] asked = [.. random.GetItems(Rows, 5)];
        Assert.Equal(
            (await model.FindManyAsync(Tables.Mail, partition, asked, cancellationToken)).Select(Text),
            (await store.FindManyAsync(Tables.Mail, partition, asked, cancellationToken)).Select(Text));
    }

    private static string Text(Entity? row) =>
        row is null ? "none" : $"{row.Key.Row}: {string.Join(' ', row.Properties.Select(property => $"{property.Key}={property.Value.Kind}:{property.Value}").Order(StringComparer.Ordinal))}";

    private static async Task<List<string>> AllAsync(IEntityStore from, EntityQuery query, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        while (true)
        {
            var page = await from.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Rows.Select(Text));
            if (page.Continuation is null)
            {
                return rows;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    private async Task CompareAsync(EntityQuery query, CancellationToken cancellationToken) =>
        Assert.Equal(await AllAsync(model, query, cancellationToken), await AllAsync(store, query, cancellationToken));

    private void Add(EntityBatch toStore, EntityBatch toModel, string row)
    {
        var properties = Properties();
        (string Store, string Model)? etag = null;
        if (etags.TryGetValue(row, out var known))
        {
            etag = random.Next(4) == 0 ? known[random.Next(known.Count)] : known[^1];
        }

        switch (random.Next(6))
        {
            case 0:
                toStore.Insert(row, properties);
                toModel.Insert(row, properties);
                break;
            case 1 or 2 when etag is { } expected:
                toStore.Replace(row, expected.Store, properties);
                toModel.Replace(row, expected.Model, properties);
                break;
            case 3 when etag is { } expected:
                toStore.Delete(row, expected.Store);
                toModel.Delete(row, expected.Model);
                break;
            case 4 when random.Next(3) == 0:
                toStore.Delete(row);
                toModel.Delete(row);
                break;
            default:
                toStore.Upsert(row, properties);
                toModel.Upsert(row, properties);
                break;
        }
    }

    private EntityProperties Properties()
    {
        var properties = new EntityProperties();
        for (var i = random.Next(4); i > 0; i--)
        {
            properties[$"p{random.Next(3)}"] = random.Next(6) switch
            {
                0 => $"text {random.Next()}",
                1 => random.Next(2) == 0,
                2 => random.Next(),
                3 => random.NextInt64(),
                4 => random.NextDouble(),
                _ => BitConverter.GetBytes(random.Next()),
            };
        }

        return properties;
    }

    private async Task RememberAsync(string row, CancellationToken cancellationToken)
    {
        var key = new EntityKey(Tables.Mail, partition, row);
        var mine = await store.FindAsync(key, cancellationToken);
        var theirs = await model.FindAsync(key, cancellationToken);
        Assert.Equal(Text(theirs), Text(mine));
        if (mine is null || theirs is null)
        {
            return;
        }

        if (!etags.TryGetValue(row, out var known))
        {
            etags[row] = known = [];
        }

        if (known.Count == 0 || known[^1].Model != theirs.ETag)
        {
            known.Add((mine.ETag, theirs.ETag));
        }
    }
}
