namespace Carbonio.Cloud.Support;

/// <summary>
/// A clock that a test moves by hand. Timers made from it, and with them <c>Task.Delay</c>, <c>CancellationTokenSource</c>
/// and <c>PeriodicTimer</c> given this provider, fire inside <see cref="Advance"/>, in the order in which they are due.
/// </summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start.ToUniversalTime();
    private long ordinals;

    /// <summary>A clock that stands at noon of 1 March 2026, UTC.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that are set: lets a test wait until the code under test has begun to wait.</summary>
    public int PendingTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward. Every timer due on the way fires at its own moment, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (gate)
        {
            end = now + by;
        }

        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = end > now ? end : now;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).OrderBy(timer => timer.Due).ThenBy(timer => timer.Ordinal).FirstOrDefault();
            if (next is null)
            {
                return null;
            }

            now = next.Due > now ? next.Due : now;
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                next.Ordinal = ordinals++;
            }
            else
            {
                timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private bool disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public long Ordinal { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool atOnce;
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                clock.timers.Remove(this);
                Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
                atOnce = dueTime == TimeSpan.Zero;
                if (dueTime != Timeout.InfiniteTimeSpan && (!atOnce || Period > TimeSpan.Zero))
                {
                    Due = clock.now + (atOnce ? Period : dueTime);
                    Ordinal = clock.ordinals++;
                    clock.timers.Add(this);
                }
            }

            if (atOnce)
            {
                // As the system's timers do: on another thread, never inside the call that sets it.
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
