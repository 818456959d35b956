using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Tests.Content;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Waste;

public sealed class LoopGuardTests : IDisposable
{
    private readonly ContentFixture mail = new();
    private readonly EasMetrics metrics = new();
    private readonly LineCounter lines = new();
    private readonly LoopGuard guard;

    public LoopGuardTests() => guard = new(mail.Time, metrics, lines, TimeSpan.Zero, maximumDevices: 3);

    public void Dispose() => metrics.Dispose();

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public async Task Given_so_many_devices_when_each_asks_then_no_more_than_the_bound_are_remembered(int devices, int remembered)
    {
        for (var i = 0; i < devices; i++)
        {
            guard.SyncRepeated(await ContextAsync($"phone{i}"), 1, isQuiet: true);
        }

        Assert.Equal(remembered, guard.Count);
    }

    [Fact]
    public async Task Given_a_bound_that_is_passed_when_a_device_asks_then_the_one_seen_longest_ago_is_forgotten()
    {
        var looping = await ContextAsync("looping");
        for (var i = 0; i < 20; i++)
        {
            guard.SyncRepeated(looping, 1, isQuiet: true);
            guard.SyncRepeated(await ContextAsync($"other{i}"), 1, isQuiet: true); // the looping one is never the oldest
        }

        Assert.True(guard.SyncRepeated(looping, 1, isQuiet: true).WantsFreshKey);
    }

    [Fact]
    public async Task Given_the_same_device_id_in_two_mailboxes_when_one_loops_then_the_other_does_not()
    {
        var mine = await ContextAsync("phone1");
        var other = await ContextAsync("phone1", mail.Other);
        for (var i = 0; i < 20; i++)
        {
            guard.SyncRepeated(mine, 1, isQuiet: true);
        }

        Assert.Equal(SyncDamping.None, guard.SyncRepeated(other, 1, isQuiet: true));
        Assert.True(guard.SyncRepeated(mine, 1, isQuiet: true).WantsFreshKey);
    }

    [Fact]
    public async Task Given_a_device_that_writes_its_id_in_two_ways_when_it_loops_then_it_is_one_device()
    {
        for (var i = 0; i < 10; i++)
        {
            guard.SyncRepeated(await ContextAsync("phone1"), 1, isQuiet: true);
            guard.SyncRepeated(await ContextAsync("PHONE1"), 1, isQuiet: true);
        }

        Assert.True(guard.SyncRepeated(await ContextAsync("Phone1"), 1, isQuiet: true).WantsFreshKey);
    }

    [Fact]
    public async Task Given_a_device_that_is_damped_many_times_when_the_log_is_read_then_one_line_tells_of_it()
    {
        var looping = await ContextAsync("looping");
        for (var i = 0; i < 100; i++)
        {
            guard.SyncRepeated(looping, 1, isQuiet: true);
        }

        Assert.Equal([3601], lines.Events);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task Given_a_loop_that_goes_on_for_so_many_minutes_when_there_is_patience_then_it_is_damped_or_not(int minutes, bool isDamped)
    {
        var patient = new LoopGuard(mail.Time, metrics, lines, TimeSpan.FromMinutes(5));
        var looping = await ContextAsync("looping");
        var damped = false;
        for (var second = 0; second <= minutes * 60; second++)
        {
            damped |= patient.SyncRepeated(looping, 1, isQuiet: true) != SyncDamping.None;
            damped |= patient.SyncRepeated(looping, 1, isQuiet: true) != SyncDamping.None;
            mail.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // The first time too often is after ten seconds, from where the patience counts.
        mail.Time.Advance(TimeSpan.FromSeconds(minutes == 5 ? 20 : 0));
        for (var i = 0; i < 21; i++)
        {
            damped |= patient.SyncRepeated(looping, 1, isQuiet: true) != SyncDamping.None;
        }

        Assert.Equal(isDamped, damped);
    }

    [Fact]
    public async Task Given_a_clock_that_is_set_back_when_a_device_has_a_pause_or_a_held_wake_then_neither_gets_longer()
    {
        var clock = new SetBackClock(mail.Time);
        var set = new LoopGuard(clock, metrics, lines, TimeSpan.Zero);
        var looping = await ContextAsync("looping");
        for (var i = 0; i < 63; i++)
        {
            set.SyncRepeated(looping, 1, isQuiet: false);
        }

        for (var i = 0; i < WasteLimits.MaximumWakes; i++)
        {
            set.Woke(looping, 2, sequence: 7);
        }

        Assert.NotNull(set.SyncPauseLeft(looping, 1));
        clock.SetBack(TimeSpan.FromHours(1));

        Assert.True(set.SyncPauseLeft(looping, 1) <= WasteLimits.LongestPause);
        mail.Time.Advance(WasteLimits.WakeAgainAfter);
        Assert.True(set.MayWake(looping, 2, sequence: 7));
        mail.Time.Advance(WasteLimits.LongestPause);
        Assert.Null(set.SyncPauseLeft(looping, 1));
    }

    [Fact]
    public async Task Given_bursts_with_pauses_between_them_when_there_is_patience_then_they_are_no_loop()
    {
        var patient = new LoopGuard(mail.Time, metrics, lines, TimeSpan.FromMinutes(5));
        var device = await ContextAsync("phone1");
        for (var burst = 0; burst < 10; burst++)
        {
            for (var i = 0; i < 1000; i++)
            {
                Assert.Equal(SyncDamping.None, patient.SyncRepeated(device, 1, isQuiet: true));
            }

            mail.Time.Advance(TimeSpan.FromMinutes(3));
        }
    }

    [Fact]
    public async Task Given_replays_that_come_at_once_when_there_is_patience_then_they_count_as_one()
    {
        var patient = new LoopGuard(mail.Time, metrics, lines, TimeSpan.FromMinutes(5));
        var device = await ContextAsync("phone1");
        for (var i = 0; i < 100; i++)
        {
            Assert.False(patient.Replayed(device, 1));
        }
    }

    [Fact]
    public async Task Given_a_folder_beyond_those_that_are_counted_when_it_wakes_again_and_again_then_it_still_may()
    {
        var device = await ContextAsync("phone1");
        for (var folder = 1; folder <= WasteLimits.CountedFolders + 1; folder++)
        {
            for (var i = 0; i < WasteLimits.MaximumWakes; i++)
            {
                guard.Woke(device, folder, 7);
            }
        }

        Assert.False(guard.MayWake(device, WasteLimits.CountedFolders, 7));
        Assert.True(guard.MayWake(device, WasteLimits.CountedFolders + 1, 7));
    }

    private async Task<EasContext> ContextAsync(string deviceId, Mailbox? mailbox = null) => new()
    {
        Request = new() { Command = EasCommand.Sync, Rules = ContentFixture.V161, DeviceId = deviceId, DeviceType = "Test" },
        Account = null!, // the guard asks nothing of the account
        Mailbox = mailbox ?? mail.Mailbox,
        State = await (mailbox ?? mail.Mailbox).ReadStateAsync(TestContext.Current.CancellationToken),
        Device = new Device { DeviceId = deviceId, DeviceType = "Test" },
        Body = new EasBody(default),
    };

    private sealed class LineCounter : ILogger<LoopGuard>
    {
        public List<int> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Events.Add(eventId.Id);
    }
}
