namespace Carbonio.Cloud.Crash.Tests;

/// <summary>
/// One value on the server as its writers know it. A write that was answered holds until a later one follows; one that was
/// not may have happened, or not, or may still happen when it is repeated. What the value may be now follows from when each
/// write was sent and when it was answered.
/// </summary>
/// <param name="first">The value before any write.</param>
/// <param name="last">A value after which no other can come; null when there is none.</param>
internal sealed class Register<T>(T first, T? last = null)
    where T : class
{
    private readonly Lock gate = new();
    private readonly List<Write> writes = [new(first) { Took = true, End = 0 }];
    private long clock;

    /// <summary>The values that it may have now.</summary>
    public IReadOnlyList<T> Possible
    {
        get
        {
            lock (gate)
            {
                return [.. Candidates().Select(write => write.Value).Distinct()];
            }
        }
    }

    /// <summary>A write is about to be sent.</summary>
    public Write Begin(T value)
    {
        lock (gate)
        {
            var write = new Write(value) { Start = ++clock };
            writes.Add(write);
            return write;
        }
    }

    /// <summary>The server answered that it is done.</summary>
    public void Done(Write write)
    {
        lock (gate)
        {
            write.Took = true;
            write.End = Math.Min(write.End, ++clock);
        }
    }

    /// <summary>The server answered that it was not done.</summary>
    public void Refused(Write write)
    {
        lock (gate)
        {
            writes.Remove(write);
        }
    }

    /// <summary>It was never answered and will not be repeated.</summary>
    public void GivenUp(Write write)
    {
        lock (gate)
        {
            write.End = Math.Min(write.End, ++clock);
        }
    }

    /// <summary>The value was seen on the server while nobody was writing.</summary>
    /// <returns>False when it cannot have this value.</returns>
    public bool Saw(T value)
    {
        lock (gate)
        {
            if (!Candidates().Any(write => Same(write.Value, value)))
            {
                return false;
            }

            var seen = ++clock;
            foreach (var open in writes.Where(write => write.IsOpen && !Same(write.Value, value)))
            {
                // Had it happened, something after it would have to explain what is seen: so it lies ahead.
                if (!writes.Any(write => write != open && Same(write.Value, value) && write.End > open.Start))
                {
                    open.Start = ++clock;
                }
            }

            writes.RemoveAll(write => !write.IsOpen);
            writes.Add(new(value) { Start = seen, End = seen, Took = true });
            return true;
        }
    }

    private static bool Same(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    private IEnumerable<Write> Candidates() =>
        last is not null && writes.Find(write => write.Took && Same(write.Value, last)) is { } final
            ? [final]
            : writes.Where(write => !writes.Any(later => later.Took && later.Start > write.End));

    /// <summary>One write.</summary>
    internal sealed class Write(T value)
    {
        public T Value { get; } = value;

        public long Start { get; set; }

        public long End { get; set; } = long.MaxValue;

        public bool Took { get; set; }

        public bool IsOpen => End == long.MaxValue;
    }
}
