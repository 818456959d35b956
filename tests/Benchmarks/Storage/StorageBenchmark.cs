using System.Diagnostics;
using System.Globalization;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Storage.Embedded;

namespace Carbonio.Cloud.Benchmarks.Storage;

/// <summary>
/// What the embedded stores do a second, on the disk of the folder given: <c>storage [FOLDER] [SECONDS]</c>. A plain
/// stopwatch, since what is measured is threads and a disk.
/// </summary>
public static class StorageBenchmark
{
    private const int Mailboxes = 200;
    private const int Items = 300;
    private const int Writers = 64;

    private static readonly byte[] Mail = new byte[20 * 1024];

    /// <summary>Runs all of it and prints a line each.</summary>
    /// <returns>0.</returns>
    public static async Task<int> Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var parent = args.Length > 0 ? args[0] : Path.GetTempPath();
        var duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 3);
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(parent, $"carbonio-benchmark-{Environment.ProcessId}")).FullName;
        Random.Shared.NextBytes(Mail);
        try
        {
            await using (var entities = new SqliteEntityStore(folder))
            {
                await Fill(entities);
                await Reads(entities, duration, "point reads, one thread, 400 hot rows", 2, 200);
                await Reads(entities, duration, "point reads, one thread, 60 000 rows", Items, Mailboxes);
                await Batches(entities, duration, 1);
                await Batches(entities, duration, Writers);
            }

            await using var blobs = new FileBlobStore(Path.Combine(folder, "blobs"));
            await Blobs(blobs, duration, 1);
            await Blobs(blobs, duration, Writers);
            return 0;
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Fill(SqliteEntityStore store)
    {
        for (var mailbox = 0; mailbox < Mailboxes; mailbox++)
        {
            for (var first = 0; first < Items; first += 100)
            {
                var batch = new EntityBatch(Tables.Mail, Partition(mailbox));
                for (var item = first; item < first + 100; item++)
                {
                    batch.Upsert(Row(item), Properties(item, item % 3 == 0 ? 2000 : 300));
                }

                await store.TryWriteAsync(batch, CancellationToken.None);
            }
        }
    }

    private static async Task Reads(SqliteEntityStore store, TimeSpan duration, string what, int items, int mailboxes)
    {
        var random = new Random(1);
        var keys = Enumerable.Range(0, 65536).Select(_ => new EntityKey(Tables.Mail, Partition(random.Next(mailboxes)), Row(random.Next(items)))).ToArray();
        await Count(what, 1, duration, async (_, n) => await store.FindAsync(keys[n % keys.Length], CancellationToken.None));
    }

    private static Task Batches(SqliteEntityStore store, TimeSpan duration, int writers) =>
        Count($"batches of 3 rows, {writers} writers", writers, duration, async (writer, n) =>
        {
            var batch = new EntityBatch(Tables.Mail, Partition(((writer * 7919) + n) % Mailboxes))
                .Upsert("mailbox", Properties(n, 200))
                .Upsert("device", Properties(n, 400))
                .Upsert(Row(n % Items), Properties(n, 300));
            await store.TryWriteAsync(batch, CancellationToken.None);
        });

    private static Task Blobs(FileBlobStore store, TimeSpan duration, int writers) =>
        Count($"blobs of 20 KB, {writers} writers", writers, duration, (writer, n) =>
            store.WriteAsync($"tenant/user{n % Mailboxes}/{writers}-{writer}-{n}", Mail, CancellationToken.None));

    private static async Task Count(string what, int workers, TimeSpan duration, Func<int, int, Task> work)
    {
        for (var n = 0; n < 100; n++)
        {
            await work(workers, -n & 0xffff);
        }

        var longest = new long[workers];
        var done = new int[workers];
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await work(worker, done[worker]++);
                longest[worker] = Math.Max(longest[worker], Stopwatch.GetTimestamp() - began);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {done.Sum() / elapsed.TotalSeconds:N0}/s, {used.TotalMicroseconds / done.Sum():F1} us CPU each, longest {longest.Max() * 1000.0 / Stopwatch.Frequency:F1} ms"));
    }

    private static EntityProperties Properties(int number, int bytes) => new()
    {
        { "v", 1 },
        { "seq", (long)number },
        { "status", "allowed" },
        { "state", Mail.AsSpan(0, bytes).ToArray() },
    };

    private static string Partition(int mailbox) => $"tenant01!user{mailbox:D4}@example.test";

    private static string Row(int item) => $"i!{item:D8}";
}
