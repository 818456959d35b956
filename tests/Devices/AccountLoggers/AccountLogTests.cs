using System.Globalization;
using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Storage;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.AccountLoggers;

public sealed class AccountLogTests
{
    private static CancellationToken None => LoggerInstance.None;

    [Fact]
    public async Task Given_records_in_quick_succession_when_they_are_written_then_the_first_at_once_and_the_others_together()
    {
        await using var instance = new LoggerInstance();
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        for (var i = 0; i < 10; i++)
        {
            await instance.WriteAsync(logger, $"record {i}");
            instance.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Single(await instance.ChunksAsync(logger));
        instance.Time.Advance(AccountLoggerLimits.FlushAfter);
        Assert.Equal(10, (await instance.Logs.ReadLastAsync(logger, 100, None)).Records.Count);
        Assert.Equal(2, (await instance.ChunksAsync(logger)).Count);
    }

    [Fact]
    public async Task Given_records_that_wait_when_they_are_read_or_the_server_stops_then_none_is_missing()
    {
        var instance = new LoggerInstance();
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        await instance.WriteAsync(logger, "one");
        await instance.WriteAsync(logger, "two");
        Assert.Equal(["one", "two"], await LastAsync(instance, logger, 10));

        await instance.WriteAsync(logger, "three");
        await instance.DisposeAsync();
        await using var other = new LoggerInstance(instance, "two");
        Assert.Equal(["one", "two", "three"], await LastAsync(other, logger, 10));
    }

    [Fact]
    public async Task Given_two_instances_when_both_write_then_the_log_is_one_in_the_order_of_time()
    {
        await using var one = new LoggerInstance();
        await using var two = new LoggerInstance(one, "two");
        var logger = await one.AddAsync(await one.AccountAsync("alice@one.test"));
        for (var i = 0; i < 6; i++)
        {
            await (i % 2 == 0 ? one : two).WriteAsync(logger, i.ToString(CultureInfo.InvariantCulture));
            one.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await two.Writer.FlushAsync(logger, None);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], await LastAsync(one, logger, 10));
        Assert.Equal(["4", "5"], await LastAsync(one, logger, 2));
    }

    [Fact]
    public async Task Given_a_log_when_it_is_read_page_by_page_from_a_moment_then_each_record_comes_once()
    {
        await using var instance = new LoggerInstance();
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        var begin = instance.Time.GetUtcNow();
        for (var i = 0; i < 25; i++)
        {
            instance.Time.Advance(TimeSpan.FromSeconds(1));
            await instance.WriteAsync(logger, i.ToString(CultureInfo.InvariantCulture));
        }

        var read = new List<string>();
        AccountLogPage page;
        do
        {
            page = await instance.Logs.ReadAfterAsync(logger, begin, 10, None);
            read.AddRange(page.Records.Select(record => record.Text));
            begin = page.Records[^1].At;
        }
        while (page.More);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => i.ToString(CultureInfo.InvariantCulture)), read);
    }

    [Fact]
    public async Task Given_many_records_at_once_when_they_are_written_then_they_do_not_wait()
    {
        await using var instance = new LoggerInstance();
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        await instance.WriteAsync(logger, "first");
        await instance.WriteAsync(logger, new string('x', AccountLoggerLimits.FlushBytes));
        Assert.Equal(2, (await instance.ChunksAsync(logger)).Count);
    }

    [Fact]
    public async Task Given_a_log_above_its_size_when_more_is_written_then_its_oldest_chunks_go()
    {
        const int Chunk = 1000;
        await using var instance = new LoggerInstance(maximumLogBytes: 10 * Chunk);
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        for (var i = 0; i < 130; i++)
        {
            instance.Time.Advance(AccountLoggerLimits.FlushAfter);
            await instance.WriteAsync(logger, $"{i} {new string('x', Chunk - 100)}");
        }

        // Looked at after the first chunk, the 65th and the 129th.
        Assert.InRange((await instance.ChunksAsync(logger)).Count, 10, 12);
        Assert.StartsWith("129 ", Assert.Single(await LastAsync(instance, logger, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_store_that_fails_when_records_come_then_they_wait_and_what_does_not_fit_is_told()
    {
        await using var instance = new LoggerInstance();
        var logger = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        instance.Blobs.BeforeWrite = _ => throw new StoreUnavailableException("down");
        await instance.WriteAsync(logger, "one");
        await instance.WriteAsync(logger, new string('x', AccountLoggerLimits.MaximumWaitingBytes));
        await instance.WriteAsync(logger, "two");

        instance.Blobs.BeforeWrite = null;
        Assert.Equal(["one", "1 records were lost: the store did not take them.", "two"], await LastAsync(instance, logger, 10));
    }

    private static async Task<IReadOnlyList<string>> LastAsync(LoggerInstance instance, AccountLogger logger, int maximum) =>
        [.. (await instance.Logs.ReadLastAsync(logger, maximum, None)).Records.Select(record => record.Text)];
}
