using Carbonio.Cloud.Devices.AccountLoggers;
using Carbonio.Cloud.Directory;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.AccountLoggers;

public sealed class AccountLoggerStoreTests
{
    private static CancellationToken None => LoggerInstance.None;

    [Fact]
    public async Task Given_loggers_when_an_account_is_asked_for_then_its_own_are_given_and_no_others()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        var bob = await instance.AccountAsync("bob@one.test");
        var eve = await instance.AccountAsync("eve@two.test");
        await instance.AddAsync(alice, "info", "a.log", window: 5);
        await instance.AddAsync(alice, "debug", "b.log", window: 3);

        var loggers = await instance.Loggers.FindAsync(alice.Key, None);

        Assert.Equal((AccountLoggerLevel.Debug, 3, 2), (loggers!.Level, loggers.WindowSize, loggers.Running.Count));
        Assert.Null(await instance.Loggers.FindAsync(bob.Key, None));
        Assert.Null(await instance.Loggers.FindAsync(eve.Key, None));
        Assert.Null(await instance.Loggers.FindAsync(new(eve.Key.Tenant, alice.Key.Account), None)); // the same id in another tenant
    }

    [Fact]
    public async Task Given_loggers_of_two_tenants_when_they_are_listed_then_all_are_there_by_numbers_that_are_never_the_same()
    {
        await using var instance = new LoggerInstance();
        await using var other = new LoggerInstance(instance);
        var first = await instance.AddAsync(await instance.AccountAsync("alice@one.test"));
        var second = await other.AddAsync(await other.AccountAsync("eve@two.test"));

        instance.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([first.Id, second.Id], (await instance.Loggers.ListAsync(None)).Select(logger => logger.Id));
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Given_a_logger_when_the_same_is_added_again_then_it_is_the_one_that_runs()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        var first = await instance.AddAsync(alice, "debug", "/var/log/Alice Log.txt");

        Assert.Equal(first.Id, (await instance.AddAsync(alice, "DEBUG", @"c:\other\alice log.TXT")).Id);
        Assert.Equal("alice_log.txt", first.LogName);
        Assert.NotEqual(first.Id, (await instance.AddAsync(alice, "trace", "/var/log/Alice Log.txt")).Id);
    }

    [Theory]
    [InlineData("verbose", "a.log", null, "log_level")]
    [InlineData("", "a.log", null, "log_level")]
    [InlineData("info", "", null, "names no log")]
    [InlineData("info", "/tmp/", null, "names no log")]
    [InlineData("info", "../..", null, "names no log")]
    [InlineData("info", "a.log", 0, "window_size")]
    [InlineData("info", "a.log", -1, "window_size")]
    public async Task Given_what_makes_no_logger_when_it_is_added_then_it_says_why(string level, string file, int? window, string part)
    {
        await using var instance = new LoggerInstance();
        var outcome = await instance.Loggers.AddAsync(AdminActor.Server, await instance.AccountAsync("alice@one.test"), level, file, window, None);
        Assert.Equal(DirectoryStatus.Invalid, outcome.Status);
        Assert.Contains(part, outcome.Message!, StringComparison.Ordinal);
        Assert.Empty(await instance.Loggers.ListAsync(None));
    }

    [Theory]
    [InlineData(AccountLoggerLimits.MaximumNameCharacters, true)]
    [InlineData(AccountLoggerLimits.MaximumNameCharacters + 1, false)]
    public async Task Given_a_name_at_and_above_the_limit_when_it_is_added_then_only_the_first_is_taken(int characters, bool taken)
    {
        await using var instance = new LoggerInstance();
        Assert.Equal(taken, (await instance.Loggers.AddAsync(AdminActor.Server, await instance.AccountAsync("alice@one.test"), "info", "/x/" + new string('a', characters), null, None)).IsDone);
    }

    [Fact]
    public async Task Given_as_many_loggers_as_may_run_when_another_one_is_added_then_it_is_refused_until_one_ends()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        for (var i = 0; i < AccountLoggerLimits.MaximumLoggers; i++)
        {
            await instance.AddAsync(alice, "info", $"{i}.log");
        }

        Assert.Equal(DirectoryStatus.Invalid, (await instance.Loggers.AddAsync(AdminActor.Server, alice, "info", "more.log", null, None)).Status);
        await instance.AddAsync(await instance.AccountAsync("eve@two.test")); // another tenant has its own
        await instance.Loggers.RemoveAsync(AdminActor.Server, (await instance.Loggers.ListAsync(None))[0], alice, None);
        await instance.AddAsync(alice, "info", "more.log");
    }

    [Fact]
    public async Task Given_a_logger_when_it_is_removed_twice_then_it_has_ended_once_and_is_honoured_no_more()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        var logger = await instance.AddAsync(alice);
        var ended = (await instance.Loggers.RemoveAsync(AdminActor.Server, logger, alice, None)).Value!;
        instance.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(ended.Ended, (await instance.Loggers.RemoveAsync(AdminActor.Server, logger, alice, None)).Value!.Ended);
        Assert.Null(await instance.Loggers.FindAsync(alice.Key, None));
        Assert.NotEqual(logger.Id, (await instance.AddAsync(alice)).Id);
    }

    [Fact]
    public async Task Given_a_logger_when_its_longest_run_is_over_then_it_has_ended()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        await instance.AddAsync(alice);

        instance.Time.Advance(AccountLoggerLimits.LongestRun - TimeSpan.FromSeconds(1));
        Assert.NotNull(await instance.Loggers.FindAsync(alice.Key, None));
        instance.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await instance.Loggers.FindAsync(alice.Key, None));
    }

    [Fact]
    public async Task Given_another_instance_when_a_logger_is_added_and_removed_then_it_is_honoured_there_within_ten_seconds()
    {
        await using var instance = new LoggerInstance();
        await using var other = new LoggerInstance(instance);
        var alice = await instance.AccountAsync("alice@one.test");
        Assert.Null(await other.Loggers.FindAsync(alice.Key, None));

        var logger = await instance.AddAsync(alice);
        instance.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.NotNull(await other.Loggers.FindAsync(alice.Key, None));

        await instance.Loggers.RemoveAsync(AdminActor.Server, logger, alice, None);
        instance.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await other.Loggers.FindAsync(alice.Key, None));
    }

    [Fact]
    public async Task Given_ended_loggers_when_their_logs_were_kept_long_enough_then_these_go_and_the_tenant_is_forgotten()
    {
        await using var instance = new LoggerInstance();
        var alice = await instance.AccountAsync("alice@one.test");
        var logger = await instance.AddAsync(alice);
        await instance.WriteAsync(logger, "x");
        await instance.Loggers.RemoveAsync(AdminActor.Server, logger, alice, None);

        instance.Time.Advance(AccountLoggerLimits.Kept - TimeSpan.FromSeconds(1));
        Assert.Null(await instance.Loggers.SweepAsync(null, None));
        Assert.Single(await instance.ChunksAsync(logger));
        Assert.Single(await instance.Loggers.ListAsync(None));

        instance.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await instance.Loggers.SweepAsync(await instance.Loggers.SweepAsync(null, None), None));
        Assert.Empty(await instance.ChunksAsync(logger));
        Assert.Empty(await instance.Loggers.ListAsync(None));

        var reads = instance.Store.Reads;
        Assert.Null(await instance.Loggers.SweepAsync(null, None));
        Assert.Equal(reads, instance.Store.Reads);
        Assert.Equal(logger.Id + 1, (await instance.AddAsync(alice)).Id);
    }
}
