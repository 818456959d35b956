namespace Carbonio.Cloud.Storage.Tests;

public sealed class EntityBatchTests
{
    private static EntityBatch Batch => new(Tables.Mail, "p");

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    public void Given_room_when_writes_are_added_then_the_batch_takes_them(int writes)
    {
        var batch = Fill(writes);

        Assert.Equal(writes, batch.Writes.Count);
        Assert.Equal(100 - writes, batch.Room);
    }

    [Fact]
    public void Given_a_full_batch_when_another_write_is_added_then_it_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Fill(100).Delete("one more"));
    }

    [Fact]
    public void Given_texts_around_the_limit_when_they_are_added_then_the_first_beyond_is_refused()
    {
        Batch.Insert("r", new() { { "text", new string('x', 32767) } });
        Batch.Insert("r", new() { { "text", new string('x', 32768) } });

        Assert.Throws<ArgumentException>(() => Batch.Insert("r", new() { { "text", new string('x', 32769) } }));
    }

    [Fact]
    public void Given_bytes_around_the_limit_when_they_are_added_then_the_first_beyond_is_refused()
    {
        Batch.Insert("r", new() { { "bytes", new byte[65535] } });
        Batch.Insert("r", new() { { "bytes", new byte[65536] } });

        Assert.Throws<ArgumentException>(() => Batch.Insert("r", new() { { "bytes", new byte[65537] } }));
    }

    [Fact]
    public void Given_numbers_of_properties_around_the_limit_when_they_are_added_then_the_first_beyond_is_refused()
    {
        Batch.Insert("r", Properties(251));
        Batch.Insert("r", Properties(252));

        Assert.Throws<ArgumentException>(() => Batch.Insert("r", Properties(253)));
    }

    [Fact]
    public void Given_keys_around_the_limit_when_they_are_added_then_the_first_beyond_is_refused()
    {
        Batch.Delete(new string('r', 511));
        Batch.Delete(new string('r', 512));
        _ = new EntityBatch(Tables.Mail, new string('p', 512));

        Assert.Throws<ArgumentException>(() => Batch.Delete(new string('r', 513)));
        Assert.Throws<ArgumentException>(() => Batch.Delete(""));
        Assert.Throws<ArgumentException>(() => new EntityBatch(Tables.Mail, new string('p', 513)));
        Assert.Throws<ArgumentException>(() => new EntityBatch(Tables.Mail, ""));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("?")]
    [InlineData("\u0000")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    [InlineData("\u00e4")]
    [InlineData("\U0001F600")]
    public void Given_a_character_that_keys_cannot_have_when_it_is_used_then_it_is_refused(string character)
    {
        Assert.Throws<ArgumentException>(() => Batch.Delete($"a{character}b"));
        Assert.Throws<ArgumentException>(() => new EntityBatch(Tables.Mail, $"a{character}b"));
    }

    [Fact]
    public void Given_a_row_in_a_batch_when_it_is_added_again_then_it_is_refused()
    {
        var batch = Batch.Upsert("r", []);

        Assert.True(batch.Holds("r"));
        Assert.False(batch.Holds("R"));
        Assert.Throws<ArgumentException>(() => batch.Delete("r"));
        Assert.Single(batch.Upsert("s", []).Writes, write => write.Row == "s");
    }

    [Theory]
    [InlineData("")]
    [InlineData("9a")]
    [InlineData("a-b")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("\u00e4")]
    [InlineData("PartitionKey")]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    [InlineData("__b")]
    public void Given_a_name_that_properties_cannot_have_when_it_is_used_then_it_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => Batch.Upsert("r", new() { { name, 1 } }));
    }

    [Fact]
    public void Given_names_around_the_limit_when_they_are_used_then_the_first_beyond_is_refused()
    {
        Batch.Upsert("r", new() { { new string('n', 255), 1 } });

        Assert.Throws<ArgumentException>(() => Batch.Upsert("r", new() { { new string('n', 256), 1 } }));
    }

    [Fact]
    public void Given_rows_of_bytes_around_the_limit_when_they_are_added_then_the_first_beyond_is_refused()
    {
        Batch.Upsert("r", Sized(StorageLimits.MaximumRowBytes));

        Assert.Throws<ArgumentException>(() => Batch.Upsert("r", Sized(StorageLimits.MaximumRowBytes + 1)));
    }

    [Fact]
    public void Given_batches_of_bytes_around_the_limit_when_rows_are_added_then_the_first_beyond_is_refused()
    {
        var batch = Batch.Upsert("a", Sized(StorageLimits.MaximumRowBytes)).Upsert("b", Sized(StorageLimits.MaximumRowBytes));
        var rest = StorageLimits.MaximumBatchBytes - batch.EstimatedBytes;

        Assert.Throws<ArgumentException>(() => batch.Upsert("c", Sized(rest + 1)));
        batch.Upsert("c", Sized(rest));
        Assert.Equal(StorageLimits.MaximumBatchBytes, batch.EstimatedBytes);
    }

    [Fact]
    public void Given_values_that_no_store_takes_when_they_are_added_then_they_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Batch.Upsert("r", new() { { "moment", new DateTimeOffset(1600, 12, 31, 23, 59, 59, TimeSpan.Zero) } }));
        Assert.Throws<ArgumentException>(() => Batch.Upsert("r", new() { { "nothing", default(EntityValue) } }));
        Assert.ThrowsAny<ArgumentException>(() => Batch.Replace("r", "", []));
        Assert.Throws<ArgumentException>(() => new EntityBatch("unknown", "p"));
    }

    private static EntityBatch Fill(int writes)
    {
        var batch = Batch;
        for (var i = 0; i < writes; i++)
        {
            batch.Upsert($"r{i}", []);
        }

        return batch;
    }

    private static EntityProperties Properties(int count)
    {
        var properties = new EntityProperties();
        for (var i = 0; i < count; i++)
        {
            properties.Add($"p{i}", i);
        }

        return properties;
    }

    private static EntityProperties Sized(int bytes)
    {
        var properties = new EntityProperties();
        while (bytes - properties.EstimatedBytes > 70_000)
        {
            properties.Add($"p{properties.Count:D3}", new byte[60_000]);
        }

        // 8 and 4 bytes of overhead, 2 for each character of the name, as the limits count them.
        var rest = bytes - properties.EstimatedBytes;
        properties.Add("q", new byte[Math.Min(rest - 14, 60_000)]);
        rest = bytes - properties.EstimatedBytes;
        if (rest > 0)
        {
            properties.Add("r", new byte[rest - 14]);
        }

        return properties;
    }
}
