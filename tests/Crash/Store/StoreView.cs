using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Storage.Azure;
using Carbonio.Cloud.Storage.Embedded;

namespace Carbonio.Cloud.Crash.Tests;

/// <summary>A look at the rows and blobs themselves, past the server.</summary>
/// <param name="server">Whose data.</param>
/// <param name="store">Where it keeps them.</param>
internal sealed class StoreView(ServerProcess server, ITestStore store)
{
    private readonly string? connection = store.Settings.GetValueOrDefault("Carbonio__Storage__ConnectionString");

    /// <summary>Outbox rows that wait, and mailboxes that have some without a hint: those would never be done.</summary>
    public async Task<(int Rows, IReadOnlyList<string> Forgotten)> WaitingAsync(IEnumerable<MailboxId> mailboxes, CancellationToken cancellationToken)
    {
        await using var open = OpenRows();
        var hints = await HintsAsync(open.Entities, cancellationToken);
        var rows = 0;
        var forgotten = new List<string>();
        foreach (var mailbox in mailboxes)
        {
            var waiting = await ReadAsync(open.Entities, Tables.Mail, mailbox.Partition, "o!", cancellationToken);
            rows += waiting.Count;
            if (waiting.Count > 0 && !hints.Contains(mailbox.Partition))
            {
                forgotten.Add(mailbox.Partition);
            }
        }

        return (rows, forgotten);
    }

    /// <summary>Blobs whose writing the kill cut off; embedded stores only.</summary>
    public int HalfWrittenBlobs()
    {
        var temporary = Path.Combine(server.DataFolder, "blobs", ".tmp");
        return connection is null && System.IO.Directory.Exists(temporary) ? System.IO.Directory.GetFiles(temporary).Length : 0;
    }

    /// <summary>Compares the items of a mailbox with its blobs, while the server does not run.</summary>
    /// <returns>How many items there are, those without their blob, and how many blobs no item names.</returns>
    public async Task<(int Items, IReadOnlyList<string> WithoutBlob, int Orphans)> BlobsAsync(MailboxId mailbox, CancellationToken cancellationToken)
    {
        await using var open = OpenRows();
        var items = await ReadAsync(open.Entities, Tables.Mail, mailbox.Partition, "i!", cancellationToken);
        var named = items.ToDictionary(item => item.Properties["blob"].AsString(), item => (item.Key.Row, Size: item.Properties["size"].AsInt64()));
        var there = new Dictionary<string, long>();
        var (blobs, close) = OpenBlobs();
        await foreach (var blob in blobs.ListAsync($"{mailbox.Tenant}/{mailbox.Account}/", cancellationToken))
        {
            there.Add(blob.Name, blob.Bytes);
        }

        await close();
        return (items.Count, [.. named.Where(item => there.GetValueOrDefault(item.Key) != item.Value.Size).Select(item => item.Value.Row)], there.Keys.Except(named.Keys).Count());
    }

    /// <returns>Partitions of mailboxes that have a hint.</returns>
    private static async Task<HashSet<string>> HintsAsync(IEntityStore entities, CancellationToken cancellationToken)
    {
        var hints = new HashSet<string>();
        for (var shard = 0; shard < 0x40; shard++)
        {
            hints.UnionWith((await ReadAsync(entities, Tables.Work, $"{shard:x2}", null, cancellationToken)).Select(row => row.Key.Row[..row.Key.Row.LastIndexOf('!')]));
        }

        return hints;
    }

    private static async Task<List<Entity>> ReadAsync(IEntityStore entities, string table, string partition, string? prefix, CancellationToken cancellationToken)
    {
        var rows = new List<Entity>();
        var query = prefix is null ? new EntityQuery(table, partition, "!", "~") : EntityQuery.WithPrefix(table, partition, prefix);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Rows);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return rows;
    }

    private Rows OpenRows()
    {
        if (connection is not null)
        {
            return new(AzureStorage.FromConnectionString(connection).Entities, null);
        }

        var file = new SqliteEntityStore(server.DataFolder, new SqliteOptions { Shared = true });
        return new(file, file);
    }

    private (IBlobStore Blobs, Func<ValueTask> Close) OpenBlobs()
    {
        if (connection is not null)
        {
            return (AzureStorage.FromConnectionString(connection).Blobs, () => ValueTask.CompletedTask);
        }

        var files = new FileBlobStore(Path.Combine(server.DataFolder, "blobs"));
        return (files, files.DisposeAsync);
    }

    private readonly record struct Rows(IEntityStore Entities, SqliteEntityStore? File) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => File?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
