namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>
/// Counts the requests of each device of each account in this process, and knows who is jailed. Bounded; who was seen longest ago
/// is forgotten first. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="maximumRings">Devices.</param>
/// <param name="maximumMoments">Moments of requests of all of them.</param>
public sealed class RequestCounter(TimeProvider time, int maximumRings = DosFilterLimits.MaximumRings, int maximumMoments = DosFilterLimits.MaximumMoments)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Partition, string DeviceId), LinkedListNode<RequestRing>> rings = [];
    private readonly LinkedList<RequestRing> bySight = new();
    private int moments;

    /// <summary>Devices known now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return rings.Count;
            }
        }
    }

    /// <summary>What is left of a jail that this process knows of; null for none.</summary>
    public TimeSpan? JailLeft(string partition, string deviceId, DosFilterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        lock (gate)
        {
            // A look is no sight: it keeps nobody in memory.
            return rings.TryGetValue(Key(partition, deviceId), out var node) ? Left(node.Value, state) : null;
        }
    }

    /// <summary>Takes note of a jail that was read from the device's row.</summary>
    public void Note(string partition, string deviceId, Jail jail)
    {
        ArgumentNullException.ThrowIfNull(jail);
        lock (gate)
        {
            var ring = See(Key(partition, deviceId), jail.Epoch);
            ring.Clear();
            ring.JailedUntil = jail.Until;
            Trim();
        }
    }

    /// <summary>Counts a request. The one too many jails its device here at once, so that it trips once only.</summary>
    public DosVerdict CountRequest(string partition, string deviceId, DosFilterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        lock (gate)
        {
            var ring = See(Key(partition, deviceId), state.Epoch);
            if (Left(ring, state) is not null)
            {
                return DosVerdict.Jailed;
            }

            var before = ring.Capacity;
            var passes = ring.TryCount(time.GetTimestamp(), (long)(state.TimeWindow.TotalSeconds * time.TimestampFrequency), state.MaxRequests);
            moments += ring.Capacity - before;
            if (!passes)
            {
                ring.Clear();
                ring.JailedUntil = time.GetUtcNow() + state.JailDuration;
            }

            Trim();
            return passes ? DosVerdict.Passes : DosVerdict.Trips;
        }
    }

    private TimeSpan? Left(RequestRing ring, DosFilterState state) => state.LeftOf(new(ring.JailedUntil, ring.Epoch), time.GetUtcNow());

    private RequestRing See((string Partition, string DeviceId) key, long epoch)
    {
        if (!rings.TryGetValue(key, out var node))
        {
            node = new(new(key) { Epoch = epoch });
            rings.Add(key, node);
        }
        else
        {
            bySight.Remove(node);
            if (node.Value.Epoch != epoch)
            {
                node.Value.Clear(); // the service was restarted: everybody begins anew
                node.Value.JailedUntil = default;
                node.Value.Epoch = epoch;
            }
        }

        bySight.AddLast(node);
        return node.Value;
    }

    private void Trim()
    {
        while (rings.Count > maximumRings || (moments > maximumMoments && rings.Count > 1))
        {
            var oldest = bySight.First!;
            bySight.RemoveFirst();
            rings.Remove(oldest.Value.Key);
            moments -= oldest.Value.Capacity;
        }
    }

    private static (string Partition, string DeviceId) Key(string partition, string deviceId)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        return (partition, deviceId.ToLowerInvariant());
    }
}
