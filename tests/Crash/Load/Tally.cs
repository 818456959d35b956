namespace Carbonio.Cloud.Crash.Tests;

/// <summary>What a run did, to be told at its end.</summary>
internal sealed class Tally
{
    private int delivered;
    private int changed;
    private int removed;
    private int unanswered;
    private int repeated;
    private int handedInForNothing;

    public int Delivered => delivered;

    public int Changed => changed;

    public int Removed => removed;

    public int Unanswered => unanswered;

    public int Repeated => repeated;

    /// <summary>Deliveries without an answer: each may have written a blob for each of its recipients.</summary>
    public int HandedInForNothing => handedInForNothing;

    /// <summary>Times the server was killed.</summary>
    public int Kills { get; set; }

    /// <summary>Kills after which outbox work was found, for the next start to do.</summary>
    public int WithWork { get; set; }

    /// <summary>Blobs that a kill cut off.</summary>
    public int HalfWritten { get; set; }

    public void CountDelivered() => Interlocked.Increment(ref delivered);

    public void CountChanged() => Interlocked.Increment(ref changed);

    public void CountRemoved() => Interlocked.Increment(ref removed);

    public void CountUnanswered() => Interlocked.Increment(ref unanswered);

    public void CountRepeated() => Interlocked.Increment(ref repeated);

    public void CountHandedInForNothing()
    {
        CountUnanswered();
        Interlocked.Increment(ref handedInForNothing);
    }

    public override string ToString() =>
        $"{Kills} kills; acknowledged: {Delivered} deliveries, {Changed} changes, {Removed} moves and deletions; "
        + $"{Unanswered} requests without an answer, {Repeated} repeated; {WithWork} kills left work that the next start did, {HalfWritten} blobs were cut off.";
}
