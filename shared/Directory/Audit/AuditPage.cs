using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Directory;

/// <summary>
/// The newest entries of several partitions, gathered in any order: never more than a page of them is held. The horizon is the
/// key up to which the page is complete; what lies behind it is left to the next page.
/// </summary>
internal sealed class AuditPage(AuditQuery query)
{
    private readonly Lock gate = new();
    private readonly SortedList<string, AuditRecord> kept = new(StringComparer.Ordinal);
    private string? horizon;

    /// <summary>Asks for what a partition may add.</summary>
    public EntityQuery QueryOf(string partition, int rows)
    {
        var from = query.To is { } to ? AuditRows.Before(to) : AuditRows.Prefix;
        if (query.Continuation is { } continuation)
        {
            var after = $"{AuditRows.Prefix}{continuation} "; // the blank is the least character a key can have
            from = string.CompareOrdinal(after, from) > 0 ? after : from;
        }

        var end = query.From is { } oldest ? AuditRows.Before(oldest) : AuditRows.End;
        lock (gate)
        {
            end = horizon is not null && string.CompareOrdinal(horizon, end) < 0 ? horizon : end;
        }

        return new(Tables.Directory, partition, from, string.CompareOrdinal(end, from) > 0 ? end : from, rows);
    }

    /// <summary>Takes what is asked for of some rows of one partition.</summary>
    /// <returns>True when its further rows lie behind the horizon.</returns>
    public bool Add(IReadOnlyList<Entity> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                if (IsBehind(row.Key.Row))
                {
                    return true;
                }

                if (AuditRows.Read(row) is not { } record || !query.Accepts(record.Entry))
                {
                    continue;
                }

                kept[row.Key.Row] = record;
                if (kept.Count > query.Maximum)
                {
                    kept.RemoveAt(query.Maximum);
                }

                if (kept.Count == query.Maximum)
                {
                    Lower(kept.GetKeyAtIndex(query.Maximum - 1));
                }
            }

            return false;
        }
    }

    /// <summary>A partition was not looked at beyond that key.</summary>
    public void StopAfter(string key)
    {
        lock (gate)
        {
            Lower(key);
        }
    }

    public DirectoryPage<AuditRecord> Complete() => new(
        [.. kept.Where(pair => !IsBehind(pair.Key)).Select(pair => pair.Value)],
        horizon?[AuditRows.Prefix.Length..]);

    private bool IsBehind(string key) => horizon is not null && string.CompareOrdinal(key, horizon) > 0;

    private void Lower(string key)
    {
        if (horizon is null || string.CompareOrdinal(key, horizon) < 0)
        {
            horizon = key;
        }
    }
}
