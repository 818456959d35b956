using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;

namespace Carbonio.Cloud.Storage.Azure;

/// <summary>
/// Rows in Azure Table Storage. Every batch has a random id, which each row that it writes carries, hidden from readers: if
/// an answer was lost and the next try is refused, the id on the row tells whether our own first try was what came before.
/// Where even that is not known (only deletes, or rows overwritten since), the outcome is <see cref="StoreUnavailableException"/>,
/// not a guess.
/// </summary>
public sealed partial class TableEntityStore : IEntityStore
{
    private const int FewRows = 32;
    private const int RowsReadToSettle = 8;

    private readonly StoragePipeline pipeline;
    private readonly TableRequests requests;
    private readonly int parallelReads;

    internal TableEntityStore(StoragePipeline pipeline, AzureStorageOptions options)
    {
        if (!TableName().IsMatch(options.TableNamePrefix + Tables.Mail))
        {
            throw new ArgumentException("The prefix of table names has letters and digits, a letter first.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.ParallelReads, 1);
        this.pipeline = pipeline;
        requests = new(pipeline, options.TableNamePrefix);
        parallelReads = options.ParallelReads;
    }

    /// <summary>Makes the tables that are missing.</summary>
    /// <exception cref="StoreUnavailableException">The account did not answer within its retries, or refused.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Tables.All.Select(table => EnsureCreatedAsync(table, cancellationToken)));

    /// <inheritdoc/>
    public async Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        StorageGuards.Key(key.Table, key.Partition, key.Row);
        using var found = await FindRowAsync(key, cancellationToken);
        return found is { } row ? TableJson.Read(key.Table, row.Document.RootElement, row.ETag) : null;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Few rows are read one by one, some at a time. For many, ranges are tried first: pages over the span of the keys, as
    /// long as at least a quarter of what they give was asked for; what then is still missing is read one by one.
    /// </remarks>
    public async Task<IReadOnlyList<Entity?>> FindManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            StorageGuards.Key(table, partition, row);
        }

        var missing = new SortedSet<string>(rows, StringComparer.Ordinal);
        var found = new Dictionary<string, Entity?>(StringComparer.Ordinal);
        if (missing.Count > FewRows)
        {
            await FindByRangeAsync(table, partition, missing, found, cancellationToken);
        }

        var singly = missing.ToArray();
        var read = new Entity?[singly.Length];
        await Parallel.ForAsync(0, singly.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelReads, CancellationToken = cancellationToken },
            async (i, token) => read[i] = await FindAsync(new(table, partition, singly[i]), token));
        for (var i = 0; i < singly.Length; i++)
        {
            found[singly[i]] = read[i];
        }

        return [.. rows.Select(row => found.GetValueOrDefault(row))];
    }

    /// <inheritdoc/>
    public Task<EntityPage> QueryAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        StorageGuards.Query(query);
        return PageAsync(query, query.MaximumRows, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>A retry may apply an unconditional batch (upserts alone) a second time.</remarks>
    public async Task<bool> TryWriteAsync(EntityBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        if (batch.Writes.Count == 0)
        {
            return true;
        }

        var id = Guid.NewGuid();
        using var message = batch.Writes.Count == 1 ? requests.Single(batch, id) : requests.Several(batch, id);
        var (status, code) = Answer(await pipeline.SendAsync(message, cancellationToken), batch);
        if (status is >= 200 and < 300)
        {
            return true;
        }

        if (!IsConflict(status, code))
        {
            throw StorageErrors.Unexpected($"Writing to table {batch.Table}", status, code);
        }

        return LostAnswerPolicy.MayHaveWonBefore(message) && await SettleAsync(batch, id, cancellationToken);
    }

    private static (int Status, string Code) Answer(Response response, EntityBatch batch)
    {
        if (response.Status != 202)
        {
            return (response.Status, response.Status < 300 ? "" : StorageErrors.Code(response));
        }

        var answer = BatchAnswer.Parse(response);
        return answer.Status == 202 && answer.Succeeded != batch.Writes.Count ? (502, "") : (answer.Status, answer.Code);
    }

    private static bool IsConflict(int status, string code) => status switch
    {
        412 => true,
        404 => code is not "TableNotFound",
        409 => code is not ("TableBeingDeleted" or "TableAlreadyExists" or "AccountBeingCreated"),
        _ => false,
    };

    /// <summary>Finds out whether a batch whose first answer was lost, and whose retry was refused, had been applied.</summary>
    private async Task<bool> SettleAsync(EntityBatch batch, Guid id, CancellationToken cancellationToken)
    {
        var telling = batch.Writes.Where(write => write.ETag is not null || (write.Properties is not null && TableJson.IsStamped(write.Properties)));
        foreach (var write in telling.OrderBy(write => write.Properties is null).Take(RowsReadToSettle))
        {
            using var found = await FindRowAsync(new(batch.Table, batch.Partition, write.Row), cancellationToken);
            if (found is not { } row)
            {
                continue;
            }

            if (TableJson.FindBatch(row.Document.RootElement) == id)
            {
                return true;
            }

            if (row.ETag == write.ETag)
            {
                return false; // no version is given twice: at the one we expected, the row was never written by us
            }
        }

        throw new StoreUnavailableException("A batch was refused after an answer was lost, and nothing left tells whether it had been applied before.");
    }

    private async Task EnsureCreatedAsync(string table, CancellationToken cancellationToken)
    {
        using var message = requests.CreateTable(table);
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status is not (201 or 204) && StorageErrors.Code(response) != "TableAlreadyExists")
        {
            throw StorageErrors.Unexpected($"Making table {table}", response);
        }
    }

    private async Task<FoundRow?> FindRowAsync(EntityKey key, CancellationToken cancellationToken)
    {
        using var message = requests.Find(key);
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status == 200)
        {
            return new(JsonDocument.Parse(response.Content.ToMemory().ToArray()), response.Headers.ETag?.ToString());
        }

        return response.Status == 404 && StorageErrors.Code(response) != "TableNotFound"
            ? null
            : throw StorageErrors.Unexpected($"Reading from table {key.Table}", response);
    }

    private async Task FindByRangeAsync(string table, string partition, SortedSet<string> missing, Dictionary<string, Entity?> found, CancellationToken cancellationToken)
    {
        var query = new EntityQuery(table, partition, missing.Min!, missing.Max + " ");
        while (missing.Count > FewRows)
        {
            var page = await PageAsync(query, Math.Min(StorageLimits.MaximumPageRows, 4 * missing.Count), cancellationToken);
            foreach (var row in page.Rows.Where(row => missing.Remove(row.Key.Row)))
            {
                found[row.Key.Row] = row;
            }

            if (page.Continuation is null)
            {
                missing.Clear(); // the range has been given to its end: what is not found is not there
                return;
            }

            if (page.Rows.Count > 0)
            {
                missing.RemoveWhere(row => string.CompareOrdinal(row, page.Rows[^1].Key.Row) < 0);
                if (4 * page.Rows.Count(row => found.ContainsKey(row.Key.Row)) < page.Rows.Count)
                {
                    return;
                }
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    private async Task<EntityPage> PageAsync(EntityQuery query, int rows, CancellationToken cancellationToken)
    {
        using var message = requests.Page(query, rows);
        var response = await pipeline.SendAsync(message, cancellationToken);
        if (response.Status != 200)
        {
            throw StorageErrors.Unexpected($"A query of table {query.Table}", response);
        }

        using var answer = JsonDocument.Parse(response.Content.ToMemory());
        var page = new List<Entity>();
        foreach (var row in answer.RootElement.GetProperty("value").EnumerateArray())
        {
            page.Add(TableJson.Read(query.Table, row, null));
        }

        return new(page, Continuation(response));
    }

    private static string? Continuation(Response response)
    {
        List<string> parts = [];
        foreach (var name in (ReadOnlySpan<string>)["NextPartitionKey", "NextRowKey"])
        {
            if (response.Headers.TryGetValue("x-ms-continuation-" + name, out var value) && !string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={value}");
            }
        }

        return parts.Count == 0 ? null : string.Join('\n', parts);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,50}$")]
    private static partial Regex TableName();

    /// <summary>A row as it was answered.</summary>
    private sealed record FoundRow(JsonDocument Document, string? ETag) : IDisposable
    {
        public void Dispose() => Document.Dispose();
    }
}
