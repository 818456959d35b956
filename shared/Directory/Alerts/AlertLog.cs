using System.Buffers;
using System.Globalization;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>The alerts of the service, newest first: the last <see cref="MaximumAlerts"/>, and none older than <see cref="Kept"/>.</summary>
public sealed class AlertLog(IEntityStore store, TimeProvider time)
{
    /// <summary>How long an alert is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Most alerts that are kept, give or take those of <see cref="TrimAfter"/>.</summary>
    public const int MaximumAlerts = 1000;

    /// <summary>How often at most this process looks for alerts that must go.</summary>
    public static readonly TimeSpan TrimAfter = TimeSpan.FromMinutes(1);

    private const int MaximumContinuation = 100;
    private const string End = DirectoryRows.AlertPrefix + "~";

    private static readonly SearchValues<char> KeyLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!");

    private long trimmed;

    /// <summary>Writes an alert under an id of its own: doing it again has the effect of once.</summary>
    /// <param name="id">Lower-case letters and digits; unique.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task WriteAsync(string id, ServerAlert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        await store.TryWriteAsync(Batch().Upsert(Key(alert.At, id), new() { { "v", DirectoryRows.Schema }, { "text", alert.ToText() } }), cancellationToken);
        var last = Interlocked.Read(ref trimmed);
        var now = time.GetTimestamp();
        if ((last == 0 || time.GetElapsedTime(last, now) >= TrimAfter) && Interlocked.CompareExchange(ref trimmed, Math.Max(now, 1), last) == last)
        {
            await TrimAsync(cancellationToken);
        }
    }

    /// <summary>One page, newest first.</summary>
    public async Task<DirectoryPage<ServerAlert>> ListAsync(int maximum, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        if (continuation is { } given && (given.Length > MaximumContinuation || given.AsSpan().ContainsAnyExcept(KeyLetters)))
        {
            return new([], null); // none of ours
        }

        // The blank is the least character a key can have: what follows is the row behind the last one.
        var from = continuation is null ? DirectoryRows.AlertPrefix : $"{DirectoryRows.AlertPrefix}{continuation} ";
        var oldest = Key(time.GetUtcNow() - Kept, "");
        if (string.CompareOrdinal(from, oldest) >= 0)
        {
            return new([], null); // what stood there is too old by now
        }

        var rows = new List<Entity>();
        for (var query = new EntityQuery(Tables.Directory, DirectoryRows.GlobalPartition, from, oldest, Math.Min(maximum, StorageLimits.MaximumPageRows)); rows.Count < maximum;)
        {
            var page = await store.QueryAsync(query with { MaximumRows = Math.Min(maximum - rows.Count, StorageLimits.MaximumPageRows) }, cancellationToken);
            rows.AddRange(page.Rows);
            query = query with { Continuation = page.Continuation };
            if (page.Continuation is null)
            {
                return new(Read(rows), null);
            }
        }

        return new(Read(rows), rows[^1].Key.Row[DirectoryRows.AlertPrefix.Length..]);
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        var kept = 0;
        var oldest = Key(time.GetUtcNow() - Kept, "");
        var going = new List<string>();
        for (var query = new EntityQuery(Tables.Directory, DirectoryRows.GlobalPartition, DirectoryRows.AlertPrefix, End); ;)
        {
            var page = await store.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (kept == MaximumAlerts || string.CompareOrdinal(row.Key.Row, oldest) >= 0)
                {
                    going.Add(row.Key.Row);
                }
                else
                {
                    kept++;
                }
            }

            if (page.Continuation is null)
            {
                break;
            }

            query = query with { Continuation = page.Continuation };
        }

        foreach (var some in going.Chunk(StorageLimits.MaximumBatchWrites))
        {
            var batch = Batch();
            foreach (var row in some)
            {
                batch.Delete(row);
            }

            await store.TryWriteAsync(batch, cancellationToken); // false: another instance is at it
        }
    }

    private static EntityBatch Batch() => new(Tables.Directory, DirectoryRows.GlobalPartition);

    private static List<ServerAlert> Read(List<Entity> rows)
    {
        var alerts = new List<ServerAlert>(rows.Count);
        foreach (var row in rows)
        {
            if (ServerAlert.TryParse(DirectoryRows.Properties(row)["text"].AsString(), out var alert))
            {
                alerts.Add(alert);
            }
        }

        return alerts;
    }

    // Newest first.
    private static string Key(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DirectoryRows.AlertPrefix}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:x16}!{id}");
}
