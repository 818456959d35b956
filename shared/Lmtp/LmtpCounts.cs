namespace Carbonio.Cloud.Lmtp;

/// <summary>What sessions did, for whoever measures.</summary>
public sealed class LmtpCounts
{
    private int sessions;
    private long delivered;
    private long refused;
    private long deferred;

    /// <summary>Sessions that are open.</summary>
    public int Sessions => Volatile.Read(ref sessions);

    /// <summary>Recipients that were told 250 after a message.</summary>
    public long Delivered => Interlocked.Read(ref delivered);

    /// <summary>Recipients that were refused for good: there is none, or the message is too large.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Recipients for which the client was told to come again.</summary>
    public long Deferred => Interlocked.Read(ref deferred);

    internal int Begin() => Interlocked.Increment(ref sessions);

    internal void End() => Interlocked.Decrement(ref sessions);

    /// <summary>Counts the reply to one recipient by its first digit.</summary>
    internal void Add(LmtpReply reply) =>
        Interlocked.Increment(ref reply.Class == '2' ? ref delivered : ref reply.Class == '4' ? ref deferred : ref refused);
}
