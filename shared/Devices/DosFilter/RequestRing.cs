namespace Carbonio.Cloud.Devices.DosFilter;

/// <summary>The moments of a device's last requests, as many as may come within the window, and until when the device is jailed.</summary>
internal sealed class RequestRing((string Partition, string DeviceId) key)
{
    private const int FirstMoments = 8;

    private long[] moments = [];
    private int first;
    private int count;

    public (string Partition, string DeviceId) Key => key;

    public long Epoch { get; set; }

    public DateTimeOffset JailedUntil { get; set; }

    /// <summary>Moments that it has room for.</summary>
    public int Capacity => moments.Length;

    /// <summary>Forgets the requests.</summary>
    public void Clear() => (first, count) = (0, 0);

    /// <summary>Counts a request.</summary>
    /// <param name="now">A timestamp.</param>
    /// <param name="window">The window, in the timestamp's unit.</param>
    /// <param name="most">Requests within the window.</param>
    /// <returns>False for the one too many: as many as may come are kept already, and the oldest of them is still inside the window.</returns>
    public bool TryCount(long now, long window, int most)
    {
        while (count > most)
        {
            Drop(); // fewer may come than before
        }

        if (count == most)
        {
            if (now - moments[first] < window)
            {
                return false;
            }

            Drop();
        }

        if (count == moments.Length)
        {
            Grow(most);
        }

        moments[(first + count) % moments.Length] = now;
        count++;
        return true;
    }

    private void Drop()
    {
        first = (first + 1) % moments.Length;
        count--;
    }

    // Most devices send a handful of requests: they cost no more than that.
    private void Grow(int most)
    {
        var larger = new long[Math.Min(Math.Max(2 * moments.Length, FirstMoments), Math.Max(most, count + 1))];
        for (var i = 0; i < count; i++)
        {
            larger[i] = moments[(first + i) % moments.Length];
        }

        (moments, first) = (larger, 0);
    }
}
