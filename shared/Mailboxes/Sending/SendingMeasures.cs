namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Counts recipients of sent mail since the process began.</summary>
public sealed class SendingMeasures
{
    private long sent;
    private long deferred;
    private long bounced;

    /// <summary>Delivered here, or taken over by the relay.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Tries after which a recipient waits for the next.</summary>
    public long Deferred => Interlocked.Read(ref deferred);

    /// <summary>Given up, with a report to the sender.</summary>
    public long Bounced => Interlocked.Read(ref bounced);

    internal void Add(int newlySent, int newlyDeferred, int newlyBounced)
    {
        Interlocked.Add(ref sent, newlySent);
        Interlocked.Add(ref deferred, newlyDeferred);
        Interlocked.Add(ref bounced, newlyBounced);
    }
}
