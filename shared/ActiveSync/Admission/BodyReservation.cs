namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>What one body has of <see cref="BodyMemory"/>. Nothing while it is small.</summary>
/// <param name="memory">Whose it is.</param>
/// <param name="maximumBytes">Longest that the body may become.</param>
public sealed class BodyReservation(BodyMemory memory, int maximumBytes) : IDisposable
{
    private long taken;

    /// <summary>Makes sure that there is room for so many bytes in all.</summary>
    /// <param name="length">The announced length, or what has come of a body that announced none.</param>
    /// <returns>False when there is not; what was taken before stays.</returns>
    public bool TryGrow(long length)
    {
        if (length <= WorkLimits.UncountedBodyBytes || length <= taken)
        {
            return true;
        }

        // In steps that double, as the buffer does: a body of unknown length asks some ten times at most.
        var wanted = Math.Max(length, Math.Min(2 * taken, maximumBytes));
        if (!memory.TryTake(wanted - taken))
        {
            return false;
        }

        taken = wanted;
        return true;
    }

    /// <summary>Gives all of it back, once.</summary>
    public void Dispose()
    {
        memory.Return(Interlocked.Exchange(ref taken, 0));
    }
}
