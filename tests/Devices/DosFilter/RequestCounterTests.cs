using Carbonio.Cloud.Devices.DosFilter;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.Devices.Tests.DosFilter;

public sealed class RequestCounterTests
{
    private static readonly DosFilterState State = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), 3, 1);

    private readonly FakeTimeProvider time = new();
    private readonly RequestCounter counter;

    public RequestCounterTests() => counter = new(time, maximumRings: 3, maximumMoments: 100);

    [Fact]
    public void Given_as_many_requests_as_may_come_when_one_more_comes_inside_the_window_then_it_trips_and_the_next_are_refused()
    {
        Assert.Equal([DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Trips, DosVerdict.Jailed], Count(5));
        Assert.Equal(State.JailDuration, counter.JailLeft("a", "phone", State));
    }

    [Theory]
    [InlineData(29_999, DosVerdict.Trips)]
    [InlineData(30_000, DosVerdict.Passes)]
    [InlineData(30_001, DosVerdict.Passes)]
    public void Given_a_full_ring_when_its_oldest_request_is_below_at_or_above_the_windows_age_then_only_below_trips(int milliseconds, DosVerdict verdict)
    {
        Count(3);
        time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(verdict, Assert.Single(Count(1)));
    }

    [Fact]
    public void Given_requests_at_a_steady_rate_below_the_limit_when_they_go_on_then_none_trips()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(DosVerdict.Passes, Assert.Single(Count(1)));
            time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public void Given_a_jail_when_its_time_is_over_then_the_device_begins_anew()
    {
        Count(4);
        time.Advance(State.JailDuration - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), counter.JailLeft("a", "phone", State));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(counter.JailLeft("a", "phone", State));
        Assert.Equal([DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Trips], Count(4));
    }

    [Fact]
    public void Given_a_jail_and_counters_when_the_epoch_is_raised_then_neither_counts_any_more()
    {
        Count(4);
        counter.CountRequest("a", "tablet", State);
        counter.CountRequest("a", "tablet", State);
        var next = State with { Epoch = 2 };

        Assert.Null(counter.JailLeft("a", "phone", next));
        Assert.Equal([DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Trips], Enumerable.Range(0, 4).Select(_ => counter.CountRequest("a", "tablet", next)));
    }

    [Fact]
    public void Given_two_accounts_and_two_devices_when_one_pair_trips_then_the_others_do_not()
    {
        Count(4);
        Assert.NotNull(counter.JailLeft("a", "PHONE", State));
        Assert.Null(counter.JailLeft("b", "phone", State));
        Assert.Equal(DosVerdict.Passes, counter.CountRequest("b", "phone", State));
        Assert.Equal(DosVerdict.Passes, counter.CountRequest("a", "tablet", State));
    }

    [Fact]
    public void Given_a_jail_from_a_row_when_it_is_noted_then_it_holds_here_unless_it_is_of_another_epoch()
    {
        counter.Note("a", "phone", new(time.GetUtcNow() + TimeSpan.FromSeconds(5), 1));
        Assert.Equal(TimeSpan.FromSeconds(5), counter.JailLeft("a", "phone", State));
        Assert.Equal(DosVerdict.Jailed, Assert.Single(Count(1)));
        Assert.Null(counter.JailLeft("a", "phone", State with { Epoch = 0 }));
    }

    [Fact]
    public void Given_more_devices_than_are_remembered_when_they_come_then_the_one_seen_longest_ago_is_forgotten()
    {
        foreach (var device in (string[])["one", "two", "three", "one", "four"])
        {
            counter.CountRequest("a", device, State);
        }

        Assert.Equal(3, counter.Count);
        Assert.Equal([DosVerdict.Passes, DosVerdict.Trips], [counter.CountRequest("a", "one", State), counter.CountRequest("a", "one", State)]);
        Assert.Equal([DosVerdict.Passes, DosVerdict.Passes, DosVerdict.Passes], [counter.CountRequest("a", "two", State), counter.CountRequest("a", "two", State), counter.CountRequest("a", "two", State)]);
    }

    [Fact]
    public void Given_more_moments_than_are_kept_when_they_come_then_who_was_seen_longest_ago_is_forgotten()
    {
        var many = State with { MaxRequests = 60 };
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(DosVerdict.Passes, counter.CountRequest("a", "one", many));
        }

        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(DosVerdict.Passes, counter.CountRequest("a", "two", many));
        }

        Assert.Equal(1, counter.Count);
        Assert.Equal(DosVerdict.Trips, counter.CountRequest("a", "two", many));
    }

    [Fact]
    public void Given_a_limit_that_is_lowered_and_raised_when_requests_come_then_the_new_one_counts()
    {
        Count(3);
        Assert.Equal(DosVerdict.Trips, counter.CountRequest("a", "phone", State with { MaxRequests = 1 }));

        Enumerable.Range(0, 3).Select(_ => counter.CountRequest("a", "tablet", State)).ToList().ForEach(verdict => Assert.Equal(DosVerdict.Passes, verdict));
        var more = State with { MaxRequests = 20 };
        Assert.All(Enumerable.Range(0, 17).Select(_ => counter.CountRequest("a", "tablet", more)).ToList(), verdict => Assert.Equal(DosVerdict.Passes, verdict));
        Assert.Equal(DosVerdict.Trips, counter.CountRequest("a", "tablet", more));
    }

    private List<DosVerdict> Count(int requests) => [.. Enumerable.Range(0, requests).Select(_ => counter.CountRequest("a", "phone", State))];
}
