namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>Counts how often the same comes within a time, for the few that came last.</summary>
/// <param name="slots">How many different ones are counted.</param>
/// <param name="window">How long, from the first.</param>
/// <param name="spacing">What follows the one before sooner than this is not counted.</param>
internal sealed class Repeats(int slots, TimeSpan window, TimeSpan spacing = default)
{
    private readonly Slot[] seen = new Slot[slots];

    /// <summary>Counts one more.</summary>
    /// <returns>How often it came since its window began, this one included; 0 for one that is not counted.</returns>
    public int Count(ulong what, DateTimeOffset now)
    {
        ref var slot = ref Find(what);
        if (slot.Count == 0 || slot.What != what || now - slot.Since > window)
        {
            slot = new() { What = what, Since = now };
        }

        if (slot.Count > 0 && now - slot.Last < spacing)
        {
            return 0;
        }

        slot.Last = now;
        return ++slot.Count;
    }

    /// <summary>Begins at none again.</summary>
    public void Forget(ulong what)
    {
        ref var slot = ref Find(what);
        if (slot.What == what)
        {
            slot = default;
        }
    }

    // Its own slot; else an empty one, or the one that was used longest ago.
    private ref Slot Find(ulong what)
    {
        var oldest = 0;
        for (var i = 0; i < seen.Length; i++)
        {
            if (seen[i].What == what && seen[i].Count > 0)
            {
                return ref seen[i];
            }

            if (seen[i].Last < seen[oldest].Last)
            {
                oldest = i;
            }
        }

        return ref seen[oldest];
    }

    private struct Slot
    {
        public ulong What;
        public DateTimeOffset Since;
        public DateTimeOffset Last;
        public int Count;
    }
}
