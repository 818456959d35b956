using System.Globalization;
using Carbonio.Cloud.Support;

namespace Carbonio.Cloud.Storage.Tests;

/// <summary>Every promise of <see cref="IEntityStore"/>, for each adapter to inherit.</summary>
public abstract class EntityStoreContract
{
    /// <summary>The store under test.</summary>
    protected abstract IEntityStore Store { get; }

    /// <summary>A partition that no other test uses: stores may be shared.</summary>
    protected string Partition { get; } = "p!" + Guid.NewGuid().ToString("N");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private EntityBatch Batch => new(Tables.Mail, Partition);

    [Fact]
    public async Task Given_a_written_row_when_it_is_read_then_it_is_there_with_its_key()
    {
        Assert.True(await WriteAsync(Batch.Insert("r", new() { { "text", "value" } })));

        var row = await FindAsync("r");

        Assert.NotNull(row);
        Assert.Equal(new EntityKey(Tables.Mail, Partition, "r"), row.Key);
        Assert.Equal("value", row.Properties["text"].AsString());
        Assert.NotEmpty(row.ETag);
    }

    [Fact]
    public async Task Given_no_row_when_it_is_read_then_null()
    {
        Assert.Null(await FindAsync("none"));
    }

    [Fact]
    public async Task Given_rows_of_the_same_key_in_other_tables_and_partitions_when_one_is_deleted_then_the_others_stay()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        await WriteAsync(new EntityBatch(Tables.Work, Partition).Insert("r", Number(2)));
        await WriteAsync(new EntityBatch(Tables.Mail, Partition + "0").Insert("r", Number(3)));

        Assert.True(await WriteAsync(Batch.Delete("r")));

        Assert.Null(await FindAsync("r"));
        Assert.Equal(2, (await Store.FindAsync(new(Tables.Work, Partition, "r"), Cancel))!.Properties["n"].AsInt32());
        Assert.Equal(3, (await Store.FindAsync(new(Tables.Mail, Partition + "0", "r"), Cancel))!.Properties["n"].AsInt32());
    }

    [Fact]
    public async Task Given_a_row_when_it_is_inserted_again_then_false_and_it_stays()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));

        Assert.False(await WriteAsync(Batch.Insert("r", Number(2))));

        Assert.Equal(1, (await FindAsync("r"))!.Properties["n"].AsInt32());
    }

    [Fact]
    public async Task Given_a_row_when_it_is_replaced_at_its_ETag_then_only_the_new_properties_are_there()
    {
        await WriteAsync(Batch.Insert("r", new() { { "old", 1 }, { "both", 1 } }));
        var row = await FindAsync("r");

        Assert.True(await WriteAsync(Batch.Replace("r", row!.ETag, new() { { "both", 2 }, { "new", 2 } })));

        var replaced = await FindAsync("r");
        Assert.Equal(["both", "new"], Names(replaced));
        Assert.Equal(2, replaced!.Properties["both"].AsInt32());
        Assert.NotEqual(row.ETag, replaced.ETag);
    }

    [Fact]
    public async Task Given_a_row_that_moved_on_when_a_batch_expects_its_old_ETag_then_nothing_is_written()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var old = await FindAsync("r");
        await WriteAsync(Batch.Upsert("r", Number(2)));

        Assert.False(await WriteAsync(Batch.Upsert("other", Number(3)).Replace("r", old!.ETag, Number(3))));

        Assert.Equal(2, (await FindAsync("r"))!.Properties["n"].AsInt32());
        Assert.Null(await FindAsync("other"));
    }

    [Fact]
    public async Task Given_a_row_that_moved_on_when_one_write_expects_its_old_ETag_then_false()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var old = await FindAsync("r");
        await WriteAsync(Batch.Upsert("r", Number(2)));

        Assert.False(await WriteAsync(Batch.Replace("r", old!.ETag, Number(3))));
        Assert.False(await WriteAsync(Batch.Delete("r", old.ETag)));

        Assert.Equal(2, (await FindAsync("r"))!.Properties["n"].AsInt32());
    }

    [Fact]
    public async Task Given_a_row_deleted_and_made_again_with_the_same_content_when_its_old_ETag_is_expected_then_false()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var old = await FindAsync("r");
        await WriteAsync(Batch.Delete("r"));
        await WriteAsync(Batch.Insert("r", Number(1)));

        Assert.False(await WriteAsync(Batch.Replace("r", old!.ETag, Number(2))));
    }

    [Fact]
    public async Task Given_a_row_written_again_with_the_same_content_when_its_old_ETag_is_expected_then_false()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var old = await FindAsync("r");
        await WriteAsync(Batch.Upsert("r", Number(1)));

        Assert.False(await WriteAsync(Batch.Replace("r", old!.ETag, Number(2))));
    }

    [Fact]
    public async Task Given_no_row_when_it_is_replaced_or_deleted_then_false()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var row = await FindAsync("r");
        await WriteAsync(Batch.Delete("r"));

        Assert.False(await WriteAsync(Batch.Replace("r", row!.ETag, Number(2))));
        Assert.False(await WriteAsync(Batch.Delete("r")));
        Assert.False(await WriteAsync(Batch.Delete("r", row.ETag)));
        Assert.Null(await FindAsync("r"));
    }

    [Fact]
    public async Task Given_a_row_when_it_is_deleted_at_its_ETag_then_it_is_gone()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));

        Assert.True(await WriteAsync(Batch.Delete("r", (await FindAsync("r"))!.ETag)));

        Assert.Null(await FindAsync("r"));
    }

    [Fact]
    public async Task Given_a_row_or_none_when_it_is_upserted_then_only_the_new_properties_are_there()
    {
        Assert.True(await WriteAsync(Batch.Upsert("r", new() { { "old", 1 } })));
        Assert.True(await WriteAsync(Batch.Upsert("r", new() { { "new", 2 } })));

        Assert.Equal(["new"], Names(await FindAsync("r")));
    }

    [Fact]
    public async Task Given_a_batch_of_every_kind_of_write_when_it_is_applied_then_all_of_it_is()
    {
        await WriteAsync(Batch.Insert("replaced", Number(1)).Insert("deleted", Number(1)).Insert("upserted", Number(1)));
        var replaced = await FindAsync("replaced");

        Assert.True(await WriteAsync(Batch
            .Insert("inserted", Number(2)).Replace("replaced", replaced!.ETag, Number(2)).Upsert("upserted", Number(2)).Delete("deleted")));

        var rows = await AllAsync();
        Assert.Equal(["inserted", "replaced", "upserted"], rows.Select(row => row.Key.Row));
        Assert.All(rows, row => Assert.Equal(2, row.Properties["n"].AsInt32()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Given_a_batch_that_fails_at_one_position_when_it_is_written_then_nothing_of_it_is(int position)
    {
        await WriteAsync(Batch.Insert("taken", Number(1)).Insert("d", Number(1)));
        var batch = Batch;
        for (var i = 0; i < 5; i++)
        {
            _ = i == position ? batch.Insert("taken", Number(2)) : i == (position + 1) % 5 ? batch.Delete("d") : batch.Upsert($"r{i}", Number(2));
        }

        Assert.False(await WriteAsync(batch));

        var rows = await AllAsync();
        Assert.Equal(["d", "taken"], rows.Select(row => row.Key.Row));
        Assert.All(rows, row => Assert.Equal(1, row.Properties["n"].AsInt32()));
    }

    [Fact]
    public async Task Given_a_batch_of_deletes_one_of_a_missing_row_when_it_is_written_then_no_row_is_deleted()
    {
        await WriteAsync(Batch.Insert("a", Number(1)).Insert("c", Number(1)));

        Assert.False(await WriteAsync(Batch.Delete("a").Delete("b").Delete("c")));

        Assert.Equal(["a", "c"], (await AllAsync()).Select(row => row.Key.Row));
    }

    [Fact]
    public async Task Given_an_empty_batch_when_it_is_written_then_true()
    {
        Assert.True(await WriteAsync(Batch));
    }

    [Fact]
    public async Task Given_values_of_every_kind_when_they_are_read_then_they_are_as_they_were_written()
    {
        var written = new EntityProperties
        {
            { "Empty", "" },
            { "Text", "tab\tline\nquote\" back\\slash <&> \u00e4\u00f6\u20ac \U0001F600 \u0001 \u2028 \ufffd end " },
            { "True", true },
            { "False", false },
            { "Int32Zero", 0 },
            { "Int32Least", int.MinValue },
            { "Int32Most", int.MaxValue },
            { "Int64Small", 7L },
            { "Int64Least", long.MinValue },
            { "Int64Most", long.MaxValue },
            { "Int64BeyondDouble", 9007199254740993L },
            { "Double", 1.5 },
            { "DoubleLeast", double.MinValue },
            { "DoubleMost", double.MaxValue },
            { "DoubleTiny", double.Epsilon },
            { "DoubleThird", 1.0 / 3.0 },
            { "Moment", new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567) },
            { "MomentFirst", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            { "MomentLast", DateTimeOffset.MaxValue },
            { "MomentElsewhere", new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.FromHours(-5)) },
            { "Guid", Guid.Parse("00112233-4455-6677-8899-aabbccddeeff") },
            { "GuidEmpty", Guid.Empty },
            { "NoBytes", Array.Empty<byte>() },
            { "Bytes", new byte[] { 0, 1, 127, 128, 255 } },
            { "_underscore9", "name" },
        };
        await WriteAsync(Batch.Insert("r", written));

        AssertSame(written, (await FindAsync("r"))!.Properties);
        AssertSame(written, (await AllAsync())[0].Properties);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(2.0)]
    [InlineData(-1e15)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task Given_a_Double_that_JSON_writes_like_something_else_when_it_is_read_then_it_is_still_that_Double(double value)
    {
        await WriteAsync(Batch.Insert("r", new() { { "first", value }, { "second", value }, { "whole", 2 } }));

        var row = await FindAsync("r");

        Assert.Equal(value, row!.Properties["first"].AsDouble());
        Assert.Equal(value, row.Properties["second"].AsDouble());
        Assert.Equal(2, row.Properties["whole"].AsInt32());
        Assert.Equal(3, row.Properties.Count);
    }

    [Fact]
    public async Task Given_half_a_surrogate_pair_in_a_text_when_it_is_read_then_it_is_the_replacement_character()
    {
        await WriteAsync(Batch.Insert("r", new() { { "text", "cut \ud83d" } }));

        Assert.Equal("cut \ufffd", (await FindAsync("r"))!.Properties["text"].AsString());
    }

    [Fact]
    public async Task Given_properties_that_are_changed_after_the_write_when_the_row_is_read_then_it_is_as_written()
    {
        var bytes = new byte[] { 1, 2, 3 };
        var properties = new EntityProperties { { "n", 1 }, { "bytes", bytes } };
        await WriteAsync(Batch.Insert("r", properties));

        properties["n"] = 2;
        bytes[0] = 9;
        (await FindAsync("r"))!.Properties["n"] = 3;

        var row = await FindAsync("r");
        Assert.Equal(1, row!.Properties["n"].AsInt32());
        Assert.Equal([1, 2, 3], row.Properties["bytes"].AsBinary());
    }

    [Fact]
    public async Task Given_a_row_without_properties_when_it_is_read_then_it_is_there_and_empty()
    {
        await WriteAsync(Batch.Insert("r", []));

        Assert.Empty((await FindAsync("r"))!.Properties);
    }

    [Fact]
    public async Task Given_values_at_their_limits_when_they_are_written_then_they_are_read_back()
    {
        var text = new string('x', StorageLimits.MaximumStringCharacters);
        var bytes = new byte[StorageLimits.MaximumBinaryBytes];
        new Random(1).NextBytes(bytes);
        await WriteAsync(Batch.Insert("r", new() { { "text", text }, { "wide", text.Replace('x', '\u20ac') }, { "bytes", bytes } }));

        var row = await FindAsync("r");

        Assert.Equal(text, row!.Properties["text"].AsString());
        Assert.Equal(text.Replace('x', '\u20ac'), row.Properties["wide"].AsString());
        Assert.Equal(bytes, row.Properties["bytes"].AsBinary());
    }

    [Fact]
    public async Task Given_as_many_properties_as_a_row_may_have_when_they_are_written_then_all_are_read_back()
    {
        var properties = new EntityProperties();
        for (var i = 0; i < StorageLimits.MaximumProperties; i++)
        {
            properties.Add($"p{i:D3}", i);
        }

        Assert.True(await WriteAsync(Batch.Insert("r", properties)));

        AssertSame(properties, (await FindAsync("r"))!.Properties);
    }

    [Fact]
    public async Task Given_a_row_as_large_as_one_may_be_when_it_is_written_then_it_is_read_back()
    {
        var properties = new EntityProperties();
        for (var i = 0; i < 14; i++)
        {
            properties.Add($"p{i:D2}", new byte[StorageLimits.MaximumBinaryBytes]);
        }

        properties.Add("q", new byte[StorageLimits.MaximumRowBytes - properties.EstimatedBytes - new EntityProperties { { "q", Array.Empty<byte>() } }.EstimatedBytes]);
        Assert.Equal(StorageLimits.MaximumRowBytes, properties.EstimatedBytes);
        Assert.True(await WriteAsync(Batch.Insert("r", properties)));

        AssertSame(properties, (await FindAsync("r"))!.Properties);
    }

    [Fact]
    public async Task Given_a_batch_as_large_as_one_may_be_when_it_is_written_then_all_of_it_is_there()
    {
        var batch = Batch;
        while (batch.EstimatedBytes + 65600 <= StorageLimits.MaximumBatchBytes)
        {
            batch.Insert($"r{batch.Writes.Count:D2}", new() { { "bytes", new byte[StorageLimits.MaximumBinaryBytes] } });
        }

        Assert.True(await WriteAsync(batch));

        Assert.Equal(batch.Writes.Count, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Given_a_batch_of_as_many_writes_as_one_may_have_when_it_is_written_then_all_of_it_is_there_or_nothing()
    {
        var batch = Batch;
        for (var i = 0; i < StorageLimits.MaximumBatchWrites; i++)
        {
            batch.Insert($"r{i:D3}", Number(i));
        }

        Assert.True(await WriteAsync(batch));
        Assert.False(await WriteAsync(batch));

        var rows = await AllAsync();
        Assert.Equal(Enumerable.Range(0, 100), rows.Select(row => row.Properties["n"].AsInt32()));
    }

    [Fact]
    public async Task Given_keys_at_their_limits_when_rows_are_written_then_they_are_read_back()
    {
        var partition = Partition.PadRight(StorageLimits.MaximumKeyCharacters, 'p');
        var longest = new string('r', StorageLimits.MaximumKeyCharacters);
        const string EveryCharacter = " !\"$%&'()*+,-.0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~ ";
        string[] rows = [longest, EveryCharacter, "'", "''", "%27", "%", "+", " ", "a b", "a+b", ".", ".."];
        foreach (var row in rows)
        {
            Assert.True(await WriteAsync(new EntityBatch(Tables.Mail, partition).Insert(row, Number(1))));
        }

        var together = new EntityBatch(Tables.Mail, partition);
        foreach (var row in rows)
        {
            together.Upsert(row, new() { { "key", row } });
        }

        Assert.True(await WriteAsync(together));

        foreach (var row in rows)
        {
            Assert.Equal(row, (await Store.FindAsync(new(Tables.Mail, partition, row), Cancel))!.Properties["key"].AsString());
        }

        var found = await PagesAsync(new(Tables.Mail, partition, "", "\u007f"));
        Assert.Equal(rows.Order(StringComparer.Ordinal), found.Select(row => row.Key.Row));
    }

    [Theory]
    [InlineData("unknown", "p", "r")]
    [InlineData(Tables.Mail, "", "r")]
    [InlineData(Tables.Mail, "p", "")]
    [InlineData(Tables.Mail, "a/b", "r")]
    [InlineData(Tables.Mail, "p", "a\\b")]
    [InlineData(Tables.Mail, "p", "a#b")]
    [InlineData(Tables.Mail, "p", "a?b")]
    [InlineData(Tables.Mail, "p", "a\u0000b")]
    [InlineData(Tables.Mail, "p", "\u00e4")]
    public async Task Given_a_key_that_cannot_be_when_it_is_read_then_it_is_refused(string table, string partition, string row)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.FindAsync(new(table, partition, row), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.FindManyAsync(table, partition, ["r", row], Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Given_a_page_of_no_or_too_many_rows_when_it_is_asked_for_then_it_is_refused(int rows)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(new(Tables.Mail, Partition, "", "~", rows), Cancel));
    }

    [Fact]
    public async Task Given_rows_when_several_are_read_then_they_come_in_the_order_asked_with_null_for_none()
    {
        await WriteAsync(Batch.Insert("a", Number(1)).Insert("b", Number(2)).Insert("c", Number(3)));

        var rows = await Store.FindManyAsync(Tables.Mail, Partition, ["c", "none", "a", "c"], Cancel);

        Assert.Equal(["c", null, "a", "c"], rows.Select(row => row?.Key.Row));
        Assert.Equal([3, null, 1, 3], rows.Select(row => row?.Properties.FindInt32("n")));
        Assert.Equal((await FindAsync("a"))!.ETag, rows[2]!.ETag);
        Assert.Empty(await Store.FindManyAsync(Tables.Mail, Partition, [], Cancel));
    }

    [Fact]
    public async Task Given_many_rows_when_many_are_read_then_dense_and_sparse_keys_are_found_alike()
    {
        await FillAsync(300);
        string[] dense = [.. Enumerable.Range(100, 150).Select(i => $"r{i:D4}")];
        string[] sparse = [.. Enumerable.Range(0, 60).Select(i => $"r{i * 7:D4}"), "a", "z"];

        var found = await Store.FindManyAsync(Tables.Mail, Partition, dense, Cancel);
        Assert.Equal(dense, found.Select(row => row!.Key.Row));

        found = await Store.FindManyAsync(Tables.Mail, Partition, sparse, Cancel);
        Assert.Equal(sparse.Select(row => row is "a" or "z" || string.CompareOrdinal(row, "r0300") >= 0 ? null : row), found.Select(row => row?.Key.Row));
    }

    [Fact]
    public async Task Given_rows_when_a_range_is_read_then_they_come_in_ordinal_order()
    {
        foreach (var row in (string[])["a", "B", "10", "9", "Z", "a!", "~", "aa", " ", "_", "A"])
        {
            await WriteAsync(Batch.Insert(row, Number(1)));
        }

        Assert.Equal([" ", "10", "9", "A", "B", "Z", "_", "a", "a!", "aa", "~"], (await AllAsync()).Select(row => row.Key.Row));
    }

    [Fact]
    public async Task Given_rows_when_a_range_is_read_then_its_first_bound_is_in_it_and_its_last_is_not()
    {
        await WriteAsync(Batch.Insert("a", Number(1)).Insert("b", Number(1)).Insert("b!", Number(1)).Insert("c", Number(1)).Insert("d", Number(1)));

        Assert.Equal(["b", "b!", "c"], (await PagesAsync(new(Tables.Mail, Partition, "b", "d"))).Select(row => row.Key.Row));
        Assert.Equal(["b", "b!"], (await PagesAsync(EntityQuery.WithPrefix(Tables.Mail, Partition, "b"))).Select(row => row.Key.Row));
        Assert.Empty(await PagesAsync(new(Tables.Mail, Partition, "d", "b")));
        Assert.Empty(await PagesAsync(new(Tables.Mail, Partition, "b", "b")));
    }

    [Fact]
    public async Task Given_a_partition_whose_key_begins_like_another_when_a_range_is_read_then_only_its_own_rows_come()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        await WriteAsync(new EntityBatch(Tables.Mail, Partition + "!x").Insert("r", Number(2)));
        await WriteAsync(new EntityBatch(Tables.Directory, Partition).Insert("r", Number(3)));

        Assert.Equal([1], (await AllAsync()).Select(row => row.Properties["n"].AsInt32()));
    }

    [Fact]
    public async Task Given_more_rows_than_a_page_when_all_pages_are_read_then_each_row_comes_once_in_order()
    {
        await FillAsync(25);

        foreach (var size in (int[])[1, 2, 7, 24, 25, 26])
        {
            var rows = await PagesAsync(new(Tables.Mail, Partition, "", "~", size));
            Assert.Equal(Enumerable.Range(0, 25).Select(i => $"r{i:D4}"), rows.Select(row => row.Key.Row));
        }
    }

    [Fact]
    public async Task Given_more_rows_than_the_largest_page_when_all_pages_are_read_then_each_row_comes_once()
    {
        await FillAsync(1100);

        var rows = await PagesAsync(new(Tables.Mail, Partition, "r0010", "r1090"));

        Assert.Equal(Enumerable.Range(10, 1080), rows.Select(row => row.Properties["n"].AsInt32()));
    }

    [Fact]
    public async Task Given_rows_that_come_and_go_between_pages_when_all_pages_are_read_then_every_other_row_comes_once()
    {
        await FillAsync(40);
        var seen = new List<string>();
        var query = new EntityQuery(Tables.Mail, Partition, "", "~", 6);
        for (var round = 0; ; round++)
        {
            var page = await Store.QueryAsync(query, Cancel);
            seen.AddRange(page.Rows.Select(row => row.Key.Row));
            if (page.Continuation is null)
            {
                break;
            }

            query = query with { Continuation = page.Continuation };
            if (round < 4)
            {
                // Behind the cursor, at it, and before it.
                await WriteAsync(Batch.Insert($"a{round}", Number(1)).Insert($"r{(round * 6) + 5:D4}!", Number(1)).Insert($"z{round}", Number(1))
                    .Delete($"r{(round * 6) + 6:D4}").Delete($"r{round:D4}"));
            }
        }

        string[] touched = ["r0000", "r0001", "r0002", "r0003", "r0006", "r0012", "r0018", "r0024"];
        var untouched = Enumerable.Range(0, 40).Select(i => $"r{i:D4}").Except(touched).ToArray();
        Assert.Equal(untouched, seen.Where(row => untouched.Contains(row)));
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Fact]
    public async Task Given_rows_of_many_bytes_when_pages_are_read_then_none_is_left_out()
    {
        for (var i = 0; i < 4; i++)
        {
            var batch = Batch;
            for (var j = 0; j < 25; j++)
            {
                batch.Insert($"r{(i * 25) + j:D4}", new() { { "n", (i * 25) + j }, { "bytes", new byte[60_000] } });
            }

            await WriteAsync(batch);
        }

        Assert.Equal(Enumerable.Range(0, 100), (await AllAsync()).Select(row => row.Properties["n"].AsInt32()));
    }

    [Fact]
    public async Task Given_writers_that_count_with_ETags_when_they_race_then_no_step_is_lost()
    {
        const int Writers = 8;
        const int Steps = 10;
        await WriteAsync(Batch.Insert("counter", Number(0)));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var step = 0; step < Steps;)
            {
                var row = await FindAsync("counter");
                var next = row!.Properties["n"].AsInt32() + 1;
                step += await WriteAsync(Batch.Replace("counter", row.ETag, Number(next)).Insert($"step{next:D3}", Number(writer))) ? 1 : 0;
            }
        })));

        Assert.Equal(Writers * Steps, (await FindAsync("counter"))!.Properties["n"].AsInt32());
        Assert.Equal((Writers * Steps) + 1, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Given_writers_that_insert_the_same_row_when_they_race_then_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() => WriteAsync(Batch.Insert("r", Number(writer))))));

        var winner = Assert.Single(won.Index(), outcome => outcome.Item);
        Assert.Equal(winner.Index, (await FindAsync("r"))!.Properties["n"].AsInt32());
    }

    [Fact]
    public async Task Given_many_writers_at_once_when_each_write_returned_then_its_own_reads_see_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                var row = $"w{writer:D2}-{i}";
                var batch = Batch.Insert(row, Number(i)).Upsert($"last{writer:D2}", Number(i));

                // Every third has a neighbour in the queue that fails.
                Assert.Equal(i % 3 != 2, await WriteAsync(i % 3 == 2 ? batch.Insert($"w{writer:D2}-0", Number(9)) : batch));
                Assert.Equal(i % 3 != 2, await FindAsync(row) is not null);
                Assert.Equal(i % 3 == 2 ? i - 1 : i, (await FindAsync($"last{writer:D2}"))!.Properties["n"].AsInt32());
            }
        })));

        Assert.Equal(24 * 5, (await AllAsync()).Count);
    }

    [Fact]
    public async Task Given_a_cancelled_token_when_the_store_is_called_then_it_does_nothing()
    {
        await WriteAsync(Batch.Insert("r", Number(1)));
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TryWriteAsync(Batch.Upsert("r", Number(2)), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(new(Tables.Mail, Partition, "r"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindManyAsync(Tables.Mail, Partition, ["r"], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.QueryAsync(new(Tables.Mail, Partition, "", "~"), cancelled));

        Assert.Equal(1, (await FindAsync("r"))!.Properties["n"].AsInt32());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Given_operations_drawn_from_a_seed_when_a_model_runs_them_too_then_both_agree(int seed)
    {
        var model = new ModelEntityStore();
        var run = new RandomOperations(seed, Partition, Store, model);
        for (var i = 0; i < 120; i++)
        {
            await run.StepAsync(Cancel);
        }

        await run.CompareAsync(Cancel);
    }

    /// <summary>Writes one batch.</summary>
    protected Task<bool> WriteAsync(EntityBatch batch) => Store.TryWriteAsync(batch, Cancel);

    /// <summary>Reads a row of this test's partition.</summary>
    protected Task<Entity?> FindAsync(string row) => Store.FindAsync(new(Tables.Mail, Partition, row), Cancel);

    /// <summary>All rows of this test's partition.</summary>
    protected Task<List<Entity>> AllAsync() => PagesAsync(new(Tables.Mail, Partition, "", "\u007f"));

    /// <summary>All rows of a query, page after page.</summary>
    protected async Task<List<Entity>> PagesAsync(EntityQuery query)
    {
        var rows = new List<Entity>();
        while (true)
        {
            var page = await Store.QueryAsync(query, Cancel);
            Assert.True(page.Rows.Count <= query.MaximumRows);
            rows.AddRange(page.Rows);
            if (page.Continuation is null)
            {
                return rows;
            }

            query = query with { Continuation = page.Continuation };
        }
    }

    private static EntityProperties Number(int n) => new() { { "n", n } };

    private static IEnumerable<string>? Names(Entity? row) => row?.Properties.Select(property => property.Key).Order(StringComparer.Ordinal);

    private static void AssertSame(EntityProperties expected, EntityProperties actual)
    {
        Assert.Equal(
            expected.Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Key}: {property.Value.Kind} {property.Value}")).Order(StringComparer.Ordinal),
            actual.Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Key}: {property.Value.Kind} {property.Value}")).Order(StringComparer.Ordinal));
    }

    private async Task FillAsync(int rows)
    {
        for (var first = 0; first < rows; first += 100)
        {
            var batch = Batch;
            for (var i = first; i < Math.Min(first + 100, rows); i++)
            {
                batch.Insert($"r{i:D4}", Number(i));
            }

            Assert.True(await WriteAsync(batch));
        }
    }
}
