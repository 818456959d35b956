using System.Globalization;
using Carbonio.Cloud.Storage.Embedded;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

/// <summary>What the process does that the kill test kills: writes rows and blobs, and prints each that was acknowledged.</summary>
internal static class WriteUntilKilled
{
    public const string Argument = "write-until-killed";

    public static async Task<int> RunAsync(string folder)
    {
        await using var entities = new SqliteEntityStore(folder);
        await using var blobs = new FileBlobStore(Path.Combine(folder, "blobs"));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => WriteAsync(entities, blobs, writer)));
        return 0;
    }

    private static async Task WriteAsync(SqliteEntityStore entities, FileBlobStore blobs, int writer)
    {
        for (var i = 0; ; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{writer}-{i}");
            await blobs.WriteAsync("t/" + name, new byte[3000 + i], CancellationToken.None);
            var batch = new EntityBatch(Tables.Mail, "p")
                .Insert(name, new() { { "blob", 3000 + i } })
                .Insert(name + "!", new() { { "bytes", new byte[2000] } })
                .Upsert(string.Create(CultureInfo.InvariantCulture, $"last{writer}"), new() { { "n", i } });
            if (await entities.TryWriteAsync(batch, CancellationToken.None))
            {
                await Console.Out.WriteLineAsync(name);
            }
        }
    }
}
