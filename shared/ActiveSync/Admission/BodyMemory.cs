namespace Carbonio.Cloud.ActiveSync.Admission;

/// <summary>How much memory the bodies of all requests together may take.</summary>
public sealed class BodyMemory(WorkLimits limits)
{
    private readonly long bytes = limits.BodyBytes;
    private long taken;

    /// <summary>What is taken of it.</summary>
    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Takes some of it.</summary>
    /// <returns>False, with nothing taken, when it is not there.</returns>
    public bool TryTake(long wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        if (Interlocked.Add(ref taken, wanted) <= bytes)
        {
            return true;
        }

        Return(wanted);
        return false;
    }

    /// <summary>Gives some of it back.</summary>
    public void Return(long given) => Interlocked.Add(ref taken, -given);
}
