namespace Carbonio.Cloud.Lmtp;

/// <summary>How much memory the messages of all sessions together may take.</summary>
public sealed class LmtpMemory(long bytes)
{
    private long left = bytes;

    /// <summary>What is left of it.</summary>
    public long Left => Interlocked.Read(ref left);

    /// <summary>Takes some of it.</summary>
    /// <returns>False, with nothing taken, when it is not there.</returns>
    public bool TryTake(long wanted)
    {
        if (Interlocked.Add(ref left, -wanted) >= 0)
        {
            return true;
        }

        Return(wanted);
        return false;
    }

    /// <summary>Gives some of it back.</summary>
    public void Return(long taken) => Interlocked.Add(ref left, taken);
}
