using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.Support;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Admission;

/// <summary>Who is worked on, who waits, who is refused: with a clock moved by hand.</summary>
public sealed class WorkTurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Given_two_turns_when_two_enter_then_a_third_waits_until_one_leaves()
    {
        var turns = Turns(atOnce: 2);
        Assert.True(turns.TryEnter());
        Assert.Equal(WorkEntry.Entered, await turns.EnterAsync(Cancel));
        Assert.False(turns.TryEnter());

        var third = turns.EnterAsync(Cancel);
        Assert.False(third.IsCompleted);
        Assert.Equal((2, 1), (turns.Running, turns.Waiting));
        turns.Leave();

        Assert.Equal(WorkEntry.Entered, await third);
        Assert.Equal((2, 0), (turns.Running, turns.Waiting));
    }

    [Fact]
    public void Given_a_free_turn_when_it_is_taken_and_given_back_then_nothing_is_allocated()
    {
        var turns = Turns(atOnce: 1);
        var there = new ValueTask<int>(7);
        Assert.True(Cycle());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(Cycle());
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        bool Cycle()
        {
            var entered = turns.TryEnter();
            var away = turns.AwayAsync(there, CancellationToken.None);
            turns.Leave();
            return entered && away.IsCompletedSuccessfully;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Given_a_line_of_some_length_when_it_is_full_then_the_next_is_refused_at_once_and_those_in_it_are_not(int length)
    {
        var turns = Turns(atOnce: 1, waiting: length);
        Assert.True(turns.TryEnter());
        var inLine = Enumerable.Range(0, length).Select(_ => turns.EnterAsync(Cancel)).ToList();

        Assert.Equal(WorkEntry.QueueFull, await turns.EnterAsync(Cancel));

        Assert.Equal(length, turns.Waiting);
        Assert.All(inLine, one => Assert.False(one.IsCompleted));
        foreach (var one in inLine)
        {
            turns.Leave();
            Assert.Equal(WorkEntry.Entered, await one);
        }

        turns.Leave();
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));
    }

    [Fact]
    public async Task Given_several_in_line_when_turns_become_free_then_they_come_in_the_order_in_which_they_arrived()
    {
        var turns = Turns(atOnce: 1);
        Assert.True(turns.TryEnter());
        var line = Enumerable.Range(0, 5).Select(_ => turns.EnterAsync(Cancel)).ToList();

        for (var i = 0; i < line.Count; i++)
        {
            turns.Leave();
            Assert.Equal(WorkEntry.Entered, await line[i]);
            Assert.All(line.Skip(i + 1), later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task Given_one_in_line_when_its_time_is_over_then_it_is_refused_and_not_a_moment_before()
    {
        var turns = Turns(atOnce: 1);
        Assert.True(turns.TryEnter());
        var waiting = turns.EnterAsync(Cancel);

        time.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(WorkEntry.WaitedTooLong, await waiting);
        Assert.Equal((1, 0), (turns.Running, turns.Waiting));
        turns.Leave();
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));
    }

    [Fact]
    public async Task Given_one_in_line_when_its_device_hangs_up_then_its_place_goes_to_the_next()
    {
        var turns = Turns(atOnce: 1);
        Assert.True(turns.TryEnter());
        using var gone = new CancellationTokenSource();
        var first = turns.EnterAsync(gone.Token);
        var second = turns.EnterAsync(Cancel);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        turns.Leave();

        Assert.Equal(WorkEntry.Entered, await second);
        Assert.Equal((1, 0), (turns.Running, turns.Waiting));
    }

    [Fact]
    public async Task Given_one_that_waits_for_mail_when_another_comes_then_that_one_has_its_turn_meanwhile()
    {
        var turns = Turns(atOnce: 1);
        var mail = new TaskCompletionSource<string>();
        Assert.True(turns.TryEnter());

        var held = turns.AwayAsync(new ValueTask<string>(mail.Task), Cancel);
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));
        Assert.True(turns.TryEnter());
        mail.SetResult("new");
        Assert.False(held.IsCompleted, "It returned while another had the turn.");
        Assert.Equal((1, 1), (turns.Running, turns.Waiting));
        turns.Leave();

        Assert.Equal("new", await held);
        Assert.Equal((1, 0), (turns.Running, turns.Waiting));
    }

    [Fact]
    public async Task Given_a_full_line_when_one_returns_then_it_is_never_refused_however_long_it_takes()
    {
        var turns = Turns(atOnce: 1, waiting: 0);
        var mail = new TaskCompletionSource<int>();
        Assert.True(turns.TryEnter());
        var held = turns.AwayAsync(new ValueTask<int>(mail.Task), Cancel);
        Assert.True(turns.TryEnter());
        mail.SetResult(1);

        time.Advance(100 * Patience);
        Assert.False(held.IsCompleted);
        turns.Leave();

        Assert.Equal(1, await held);
    }

    [Fact]
    public async Task Given_a_storm_of_wakings_and_new_requests_when_turns_become_free_then_they_go_to_both_lines_in_turn_and_in_order()
    {
        const int Each = 4;
        var turns = Turns(atOnce: 1);
        var order = new List<string>();
        var mails = Enumerable.Range(0, Each).Select(_ => new TaskCompletionSource<int>()).ToList();
        var woken = new List<Task>();
        foreach (var mail in mails)
        {
            Assert.True(turns.TryEnter());
            woken.Add(NoteAsync($"woken {woken.Count}", turns.AwayAsync(new ValueTask<int>(mail.Task), Cancel).AsTask()));
        }

        Assert.True(turns.TryEnter());
        mails.ForEach(mail => mail.SetResult(0));
        var fresh = Enumerable.Range(0, Each).Select(number => NoteAsync($"new {number}", turns.EnterAsync(Cancel))).ToList();
        Assert.Equal(2 * Each, turns.Waiting);
        turns.Leave();
        await Task.WhenAll([.. woken, .. fresh]);

        Assert.Equal(["new 0", "woken 0", "new 1", "woken 1", "new 2", "woken 2", "new 3", "woken 3"], order);

        async Task NoteAsync(string name, Task entered)
        {
            await entered;
            order.Add(name);
            turns.Leave();
        }
    }

    [Fact]
    public async Task Given_twenty_thousand_held_when_all_are_woken_at_once_then_all_are_worked_on_and_never_more_than_allowed()
    {
        const int Phones = 20_000;
        var turns = Turns(atOnce: 4, waiting: 0);
        var mail = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var most = 0;
        var answered = new List<Task>();
        for (var i = 0; i < Phones; i++)
        {
            Assert.True(turns.TryEnter());
            answered.Add(HoldAsync());
        }

        Assert.Equal((0, 0), (turns.Running, turns.Waiting));
        mail.SetResult(0);
        await Task.WhenAll(answered);

        Assert.InRange(most, 1, 4);
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));

        async Task HoldAsync()
        {
            await turns.AwayAsync(new ValueTask<int>(mail.Task), Cancel);
            var now = turns.Running;
            for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
            {
                Interlocked.CompareExchange(ref most, now, seen);
            }

            await Task.Yield();
            turns.Leave();
        }
    }

    [Fact]
    public async Task Given_a_wait_that_fails_when_it_is_over_then_the_error_comes_through_and_the_turn_is_there_to_be_given_back()
    {
        var turns = Turns(atOnce: 1);
        var mail = new TaskCompletionSource<int>();
        Assert.True(turns.TryEnter());
        var held = turns.AwayAsync(new ValueTask<int>(mail.Task), Cancel).AsTask();
        Assert.True(turns.TryEnter());

        mail.SetException(new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(() => held);
        turns.Leave();
        turns.Leave();
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));
        Assert.True(turns.TryEnter());
        Assert.False(turns.TryEnter());
    }

    [Fact]
    public async Task Given_one_that_waits_to_return_when_its_device_hangs_up_then_it_ends_and_the_count_stays_right()
    {
        var turns = Turns(atOnce: 1);
        var mail = new TaskCompletionSource<int>();
        using var gone = new CancellationTokenSource();
        Assert.True(turns.TryEnter());
        var held = turns.AwayAsync(new ValueTask<int>(mail.Task), gone.Token).AsTask();
        Assert.True(turns.TryEnter());
        mail.SetResult(0);
        Assert.Equal(1, turns.Waiting);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        Assert.Equal((2, 0), (turns.Running, turns.Waiting)); // both on their way out
        turns.Leave();
        Assert.False(turns.TryEnter());
        turns.Leave();
        Assert.True(turns.TryEnter());
    }

    [Fact]
    public async Task Given_many_threads_when_they_enter_wait_and_leave_then_no_turn_is_lost_or_doubled()
    {
        var turns = Turns(atOnce: 3, waiting: 100);
        var (inside, most) = (0, 0);
        var gate = new Lock();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 500; i++)
                {
                    Assert.Equal(WorkEntry.Entered, await turns.EnterAsync(Cancel));
                    Count(1);
                    await Task.Yield();
                    Count(-1);
                    await turns.AwayAsync(new ValueTask<int>(Task.Run(() => i, Cancel)), Cancel);
                    Count(1);
                    Count(-1);
                    turns.Leave();
                }
            },
            Cancel)));

        Assert.InRange(most, 1, 3);
        Assert.Equal((0, 0), (turns.Running, turns.Waiting));

        void Count(int change)
        {
            lock (gate)
            {
                inside += change;
                most = Math.Max(most, inside);
            }
        }
    }

    private WorkTurns Turns(int atOnce, int waiting = 1024) => new(new() { AtOnce = atOnce, Waiting = waiting, Patience = Patience }, time);
}
