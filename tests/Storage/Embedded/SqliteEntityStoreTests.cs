using Carbonio.Cloud.Storage.Embedded;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests.Embedded;

public sealed class SqliteEntityStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static EntityBatch Batch => new(Tables.Mail, "p");

    private static EntityKey Key => new(Tables.Mail, "p", "r");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Given_an_open_store_when_it_is_opened_again_then_the_second_is_refused_and_told_why()
    {
        await using (new SqliteEntityStore(folder.Path))
        {
            var refused = Assert.Throws<IOException>(() => new SqliteEntityStore(folder.Path));
            Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        }

        await using var next = new SqliteEntityStore(folder.Path);
        Assert.True(await next.TryWriteAsync(Batch.Insert("r", []), Cancel));
    }

    [Fact]
    public async Task Given_an_open_store_when_it_is_opened_shared_then_each_sees_what_the_other_wrote_and_ETags_differ()
    {
        await using var server = new SqliteEntityStore(folder.Path);
        await using var command = new SqliteEntityStore(folder.Path, new SqliteOptions { Shared = true });

        Assert.True(await command.TryWriteAsync(Batch.Insert("r", new() { { "n", 1 } }), Cancel));
        var first = await server.FindAsync(Key, Cancel);
        Assert.True(await server.TryWriteAsync(Batch.Replace("r", first!.ETag, new() { { "n", 2 } }), Cancel));
        var second = await command.FindAsync(Key, Cancel);

        Assert.Equal(1, first.Properties["n"].AsInt32());
        Assert.Equal(2, second!.Properties["n"].AsInt32());
        Assert.False(await command.TryWriteAsync(Batch.Replace("r", first.ETag, []), Cancel));
    }

    [Fact]
    public async Task Given_a_writer_that_keeps_two_rows_alike_when_both_are_read_at_once_then_they_are_of_one_moment()
    {
        await using var store = new SqliteEntityStore(folder.Path);
        Assert.True(await store.TryWriteAsync(Both(0), Cancel));
        var writer = Task.Run(
            async () =>
            {
                for (var n = 1; n <= 300; n++)
                {
                    await store.TryWriteAsync(Both(n), Cancel);
                }
            },
            Cancel);

        while (!writer.IsCompleted)
        {
            var rows = await store.FindManyAsync(Tables.Mail, "p", ["a", "b"], Cancel);
            Assert.Equal(rows[0]!.Properties["n"].AsInt32(), rows[1]!.Properties["n"].AsInt32());
        }

        await writer;

        static EntityBatch Both(int n) => Batch.Upsert("a", new() { { "n", n } }).Upsert("b", new() { { "n", n } });
    }

    [Fact]
    public async Task Given_a_store_that_was_closed_when_it_is_opened_then_its_rows_are_there_and_no_ETag_comes_again()
    {
        string etag;
        await using (var store = new SqliteEntityStore(folder.Path))
        {
            await store.TryWriteAsync(Batch.Insert("r", new() { { "n", 1 } }), Cancel);
            etag = (await store.FindAsync(Key, Cancel))!.ETag;
        }

        Assert.False(File.Exists(folder.File("entities.db-wal")), "a clean close leaves no log behind");
        await using var again = new SqliteEntityStore(folder.Path);
        Assert.Equal(etag, (await again.FindAsync(Key, Cancel))!.ETag);
        await again.TryWriteAsync(Batch.Delete("r"), Cancel);
        await again.TryWriteAsync(Batch.Insert("r", new() { { "n", 1 } }), Cancel);
        Assert.NotEqual(etag, (await again.FindAsync(Key, Cancel))!.ETag);
    }

    [Fact]
    public async Task Given_a_name_that_ends_in_db_when_a_store_is_opened_then_that_is_its_file()
    {
        await using var store = new SqliteEntityStore(folder.File("below/own.db"));

        Assert.True(File.Exists(folder.File("below/own.db")));
    }

    [Fact]
    public async Task Given_a_new_store_when_others_look_at_its_file_then_only_its_user_may_read_it()
    {
        await using var store = new SqliteEntityStore(folder.Path);
        await store.TryWriteAsync(Batch.Insert("r", []), Cancel);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("entities.db")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("entities.db-wal")));
    }

    [Fact]
    public async Task Given_a_full_disk_when_batches_are_written_then_only_what_does_not_fit_fails_and_freed_room_is_used_again()
    {
        await using var store = new SqliteEntityStore(folder.Path, new SqliteOptions { MaximumFileBytes = 2_000_000 });
        var written = 0;
        while (await Record.ExceptionAsync(() => store.TryWriteAsync(Large(written), Cancel)) is not { } failure)
        {
            written++;
            Assert.True(written < 100);
        }

        // Small batches beside large ones that no longer fit.
        var small = Enumerable.Range(0, 4).Select(i => store.TryWriteAsync(new EntityBatch(Tables.Mail, "q").Upsert("r", new() { { "n", i } }), Cancel)).ToArray();
        var large = Enumerable.Range(0, 4).Select(i => Record.ExceptionAsync(() => store.TryWriteAsync(Large(1000 + i), Cancel)).AsTask()).ToArray();
        Assert.All(await Task.WhenAll(small), Assert.True);
        Assert.All(await Task.WhenAll(large), e => Assert.IsType<StoreUnavailableException>(e));
        Assert.NotNull(await store.FindAsync(new(Tables.Mail, "p", "r000"), Cancel));
        Assert.Null(await store.FindAsync(new(Tables.Mail, "p", "r1000"), Cancel));

        Assert.True(await store.TryWriteAsync(Batch.Delete("r000").Delete("r001").Delete("r002"), Cancel));
        Assert.True(await store.TryWriteAsync(Large(2000), Cancel));

        static EntityBatch Large(int n) => Batch.Insert($"r{n:D3}", new() { { "bytes", new byte[60_000] } });
    }

    [Fact]
    public async Task Given_another_process_that_keeps_the_file_locked_when_a_batch_is_written_then_it_fails_and_later_ones_do_not()
    {
        await using var store = new SqliteEntityStore(folder.Path, new SqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await store.TryWriteAsync(Batch.Insert("before", []), Cancel);
        using (var other = new SqliteConnection(folder.File("entities.db"), readOnly: false, TimeSpan.Zero))
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryWriteAsync(Batch.Insert("during", []), Cancel));
            Assert.NotNull(await store.FindAsync(new(Tables.Mail, "p", "before"), Cancel));
        }

        Assert.True(await store.TryWriteAsync(Batch.Insert("after", []), Cancel));
        Assert.Null(await store.FindAsync(new(Tables.Mail, "p", "during"), Cancel));
    }

    [Theory]
    [InlineData("PRAGMA application_id=7")]
    [InlineData("PRAGMA user_version=2")]
    public void Given_a_file_of_another_program_or_release_when_it_is_opened_then_it_is_refused_untouched(string made)
    {
        using (var other = new SqliteConnection(folder.File("entities.db"), readOnly: false, TimeSpan.Zero))
        {
            other.Execute("CREATE TABLE theirs (x)");
            other.Execute(made);
        }

        Assert.Throws<InvalidDataException>(() => new SqliteEntityStore(folder.Path));

        using var again = new SqliteConnection(folder.File("entities.db"), readOnly: true, TimeSpan.Zero);
        Assert.Equal(1, again.Scalar("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task Given_a_file_that_is_no_database_when_it_is_opened_then_it_fails_and_gives_its_lock_back()
    {
        await File.WriteAllTextAsync(folder.File("entities.db"), new string('x', 10_000), Cancel);

        Assert.Throws<StoreUnavailableException>(() => new SqliteEntityStore(folder.Path));

        File.Delete(folder.File("entities.db"));
        await using var store = new SqliteEntityStore(folder.Path);
        Assert.Null(await store.FindAsync(Key, Cancel));
    }

    [Fact]
    public async Task Given_a_row_that_was_damaged_when_it_is_read_then_the_store_is_unavailable_for_it_alone()
    {
        await using var store = new SqliteEntityStore(folder.Path);
        await store.TryWriteAsync(Batch.Insert("r", []).Insert("s", []), Cancel);
        using (var other = new SqliteConnection(folder.File("entities.db"), readOnly: false, TimeSpan.Zero))
        {
            other.Execute("UPDATE entity SET data = x'ff' WHERE key = 'mail/p/r'");
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(Key, Cancel));
        Assert.NotNull(await store.FindAsync(Key with { Row = "s" }, Cancel));
    }

    [Fact]
    public async Task Given_a_closed_store_when_it_is_called_then_it_says_so()
    {
        var store = new SqliteEntityStore(folder.Path);
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync(Key, Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.TryWriteAsync(Batch.Insert("r", []), Cancel));
    }

    [Fact]
    public async Task Given_batches_that_wait_when_the_store_is_closed_then_they_are_written_first()
    {
        var store = new SqliteEntityStore(folder.Path);
        var writes = Enumerable.Range(0, 50).Select(i => store.TryWriteAsync(Batch.Insert($"r{i}", []), Cancel)).ToArray();
        await store.DisposeAsync();
        Assert.All(await Task.WhenAll(writes), Assert.True);

        await using var again = new SqliteEntityStore(folder.Path);
        Assert.Equal(50, (await again.QueryAsync(new(Tables.Mail, "p", "", "~"), Cancel)).Rows.Count);
    }

    [Fact]
    public async Task Given_writes_without_end_when_the_log_is_looked_at_then_it_has_not_grown_with_them()
    {
        await using var store = new SqliteEntityStore(folder.Path);
        var log = new FileInfo(folder.File("entities.db-wal"));
        var longest = 0L;
        for (var i = 0; i < 400; i++)
        {
            var batch = new EntityBatch(Tables.Mail, $"p{i}");
            for (var j = 0; j < 40; j++)
            {
                batch.Upsert($"r{j}", new() { { "bytes", new byte[20_000] } });
            }

            await store.TryWriteAsync(batch, Cancel);
            log.Refresh();
            longest = Math.Max(longest, log.Length);
        }

        // 400 batches of 800 KB are 320 MB; each checkpoint is due after 64 MB as the writer counts them.
        Assert.InRange(longest, 1, 250_000_000);
    }
}
