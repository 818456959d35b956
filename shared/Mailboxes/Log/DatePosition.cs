namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>A place in a folder's date index, which runs from the newest item to the oldest.</summary>
/// <param name="ReverseTicks">What sorts newest first: <see cref="long.MaxValue"/> less the ticks of the received moment.</param>
/// <param name="Item">Among items of the same moment, by id.</param>
public readonly record struct DatePosition(long ReverseTicks, long Item) : IComparable<DatePosition>
{
    /// <summary>Before the newest item.</summary>
    public static DatePosition Start { get; }

    /// <summary>Behind the oldest item.</summary>
    public static DatePosition End { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>The place of an item.</summary>
    public static DatePosition Of(DateTimeOffset received, long item) => new(long.MaxValue - received.UtcTicks, item);

    /// <summary>The place behind every item received at <paramref name="bound"/> or later, before every older one.</summary>
    public static DatePosition Behind(DateTimeOffset bound) => new(long.MaxValue - bound.UtcTicks, long.MaxValue);

    /// <summary>The moment of this place.</summary>
    public DateTimeOffset Received => new(Math.Clamp(long.MaxValue - ReverseTicks, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <inheritdoc/>
    public int CompareTo(DatePosition other) =>
        ReverseTicks != other.ReverseTicks ? ReverseTicks.CompareTo(other.ReverseTicks) : Item.CompareTo(other.Item);

    /// <summary>Stands before.</summary>
    public static bool operator <(DatePosition left, DatePosition right) => left.CompareTo(right) < 0;

    /// <summary>Stands behind.</summary>
    public static bool operator >(DatePosition left, DatePosition right) => left.CompareTo(right) > 0;

    /// <summary>Stands before, or is the same place.</summary>
    public static bool operator <=(DatePosition left, DatePosition right) => left.CompareTo(right) <= 0;

    /// <summary>Stands behind, or is the same place.</summary>
    public static bool operator >=(DatePosition left, DatePosition right) => left.CompareTo(right) >= 0;
}
