namespace Carbonio.Cloud.Storage.Tests;

/// <summary>Every promise of <see cref="IBlobStore"/>, for each adapter to inherit.</summary>
public abstract class BlobStoreContract
{
    /// <summary>The store under test.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>The beginning of names that no other test uses: stores may be shared.</summary>
    protected string Prefix { get; } = $"t-{Guid.NewGuid():N}/user/";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_a_written_blob_when_it_is_read_then_its_content_is_there()
    {
        await WriteAsync("a", 1, 2, 3);

        Assert.Equal([1, 2, 3], await ReadAsync("a", 0, 3));
    }

    [Fact]
    public async Task Given_no_blob_when_it_is_read_then_null()
    {
        await WriteAsync("a", 1);

        Assert.Null(await ReadAsync("b", 0, 1));
        Assert.Null(await ReadAsync("b", 0, 0));
        Assert.Null(await Store.ReadAsync("nobody/none", 5, new byte[1], Cancel));
    }

    [Theory]
    [InlineData(0, 4, new byte[] { 0, 1, 2, 3 })]
    [InlineData(3, 4, new byte[] { 3, 4, 5, 6 })]
    [InlineData(6, 4, new byte[] { 6, 7, 8, 9 })]
    [InlineData(7, 4, new byte[] { 7, 8, 9 })]
    [InlineData(9, 1, new byte[] { 9 })]
    [InlineData(10, 4, new byte[0])]
    [InlineData(1000, 4, new byte[0])]
    [InlineData(5_000_000_000, 4, new byte[0])]
    [InlineData(0, 0, new byte[0])]
    [InlineData(0, 100, new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    public async Task Given_a_blob_when_a_range_is_read_then_less_comes_only_at_the_end(long offset, int bytes, byte[] expected)
    {
        await WriteAsync("a", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        Assert.Equal(expected, await ReadAsync("a", offset, bytes));
    }

    [Fact]
    public async Task Given_an_empty_blob_when_it_is_read_then_it_is_there_and_empty()
    {
        await WriteAsync("a");

        Assert.Empty((await ReadAsync("a", 0, 10))!);
        Assert.Equal(0, Assert.Single(await ListAsync(Prefix)).Bytes);
    }

    [Fact]
    public async Task Given_a_large_blob_when_it_is_read_in_parts_then_they_join_to_what_was_written()
    {
        var content = new byte[5_000_000];
        new Random(1).NextBytes(content);
        await Store.WriteAsync(Prefix + "large", content, Cancel);

        var read = new byte[content.Length];
        for (var offset = 0; offset < read.Length; offset += 1_500_000)
        {
            var part = read.AsMemory(offset, Math.Min(1_500_000, read.Length - offset));
            Assert.Equal(part.Length, await Store.ReadAsync(Prefix + "large", offset, part, Cancel));
        }

        Assert.Equal(content, read);
    }

    [Fact]
    public async Task Given_a_blob_when_its_name_is_written_again_then_the_first_content_stays()
    {
        await WriteAsync("a", 1, 2, 3);
        await WriteAsync("a", 4);

        Assert.Equal([1, 2, 3], await ReadAsync("a", 0, 10));
    }

    [Fact]
    public async Task Given_writers_of_one_name_when_they_race_then_the_content_is_one_of_theirs_whole()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => Task.Run(() =>
            Store.WriteAsync(Prefix + "a", Enumerable.Repeat((byte)writer, 50_000 + writer).ToArray(), Cancel))));

        var content = await ReadAsync("a", 0, 60_000);
        Assert.Equal(50_000 + content![0], content.Length);
        Assert.All(content, b => Assert.Equal(content[0], b));
    }

    [Fact]
    public async Task Given_many_writers_at_once_when_each_write_returned_then_its_blob_can_be_read()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(writer => Task.Run(async () =>
        {
            await WriteAsync($"w{writer}", (byte)writer, 7);
            Assert.Equal([(byte)writer, 7], await ReadAsync($"w{writer}", 0, 10));
        })));

        Assert.Equal(40, (await ListAsync(Prefix)).Count);
    }

    [Fact]
    public async Task Given_content_that_is_changed_after_the_write_when_the_blob_is_read_then_it_is_as_written()
    {
        var content = new byte[] { 1, 2, 3 };
        await Store.WriteAsync(Prefix + "a", content, Cancel);
        content[0] = 9;

        Assert.Equal([1, 2, 3], await ReadAsync("a", 0, 10));
    }

    [Fact]
    public async Task Given_a_blob_when_it_is_deleted_then_it_is_gone_and_its_name_free()
    {
        await WriteAsync("a", 1);
        await WriteAsync("b", 2);
        await Store.DeleteAsync(Prefix + "a", Cancel);

        Assert.Null(await ReadAsync("a", 0, 1));
        Assert.Equal([2], await ReadAsync("b", 0, 1));
        await WriteAsync("a", 3);
        Assert.Equal([3], await ReadAsync("a", 0, 1));
    }

    [Fact]
    public async Task Given_no_blob_when_it_is_deleted_then_nothing_happens()
    {
        await WriteAsync("a", 1);
        await Store.DeleteAsync(Prefix + "b", Cancel);
        await Store.DeleteAsync("nobody/none", Cancel);

        Assert.Single(await ListAsync(Prefix));
    }

    [Fact]
    public async Task Given_blobs_when_they_are_listed_then_those_of_the_prefix_come_with_size_and_time()
    {
        var before = TimeProvider.System.GetUtcNow();
        await WriteAsync("mail/01", 1, 2);
        await WriteAsync("mail/02", 1);
        await WriteAsync("mail", 1, 2, 3);
        await WriteAsync("mailbox/01", 1);
        await WriteAsync("other", 1);

        var all = await ListAsync(Prefix);
        Assert.Equal(["mail", "mail/01", "mail/02", "mailbox/01", "other"], all.Select(blob => blob.Name[Prefix.Length..]));
        Assert.Equal([3, 2, 1, 1, 1], all.Select(blob => blob.Bytes));
        Assert.All(all, blob => Assert.InRange(blob.Written, before.AddMinutes(-1), before.AddMinutes(5)));
        Assert.Equal(4, (await ListAsync(Prefix + "mail")).Count);
        Assert.Equal(2, (await ListAsync(Prefix + "mail/")).Count);
        Assert.Equal("mail/02", Assert.Single(await ListAsync(Prefix + "mail/02")).Name[Prefix.Length..]);
        Assert.Empty(await ListAsync(Prefix + "mail/01/"));
        Assert.Empty(await ListAsync(Prefix + "none/"));
        Assert.Equal(5, (await ListAsync("")).Count(blob => blob.Name.StartsWith(Prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData(".hidden")]
    [InlineData("a/.tmp/b")]
    [InlineData("a.")]
    [InlineData("a/b./c")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("~a")]
    [InlineData("c:a")]
    [InlineData("a\u0000")]
    [InlineData("\u00e4")]
    [InlineData("a%2fb")]
    public async Task Given_a_name_that_cannot_be_when_the_store_is_called_then_it_is_refused(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.WriteAsync(name, new byte[1], Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ReadAsync(name, 0, new byte[1], Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.DeleteAsync(name, Cancel));
    }

    [Fact]
    public async Task Given_a_name_at_its_limits_when_it_is_written_then_it_can_be_read_and_one_beyond_is_refused()
    {
        var segment = new string('s', StorageLimits.MaximumBlobSegmentCharacters);
        var name = (Prefix + segment + "/" + segment + "/" + segment + "/").PadRight(StorageLimits.MaximumBlobNameCharacters, 'x');
        await Store.WriteAsync(name, new byte[] { 5 }, Cancel);

        Assert.Equal(name, Assert.Single(await ListAsync(Prefix)).Name);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.WriteAsync(name + "x", new byte[1], Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.WriteAsync(segment + "s", new byte[1], Cancel));
    }

    [Fact]
    public async Task Given_a_negative_offset_when_a_blob_is_read_then_it_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ReadAsync("a", -1, 1));
    }

    [Fact]
    public async Task Given_a_cancelled_token_when_the_store_is_called_then_it_does_nothing()
    {
        await WriteAsync("a", 1);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(Prefix + "b", new byte[1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(Prefix + "a", 0, new byte[1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.DeleteAsync(Prefix + "a", cancelled));

        Assert.Equal("a", Assert.Single(await ListAsync(Prefix)).Name[Prefix.Length..]);
    }

    protected Task WriteAsync(string name, params byte[] content) => Store.WriteAsync(Prefix + name, content, Cancel);

    protected async Task<byte[]?> ReadAsync(string name, long offset, int bytes)
    {
        var destination = new byte[bytes];
        return await Store.ReadAsync(Prefix + name, offset, destination, Cancel) is { } read ? destination[..read] : null;
    }

    /// <summary>Blobs of a prefix, sorted: a listing has no order.</summary>
    protected async Task<List<BlobEntry>> ListAsync(string prefix)
    {
        var found = new List<BlobEntry>();
        await foreach (var blob in Store.ListAsync(prefix, Cancel))
        {
            found.Add(blob);
        }

        return [.. found.OrderBy(blob => blob.Name, StringComparer.Ordinal)];
    }
}
