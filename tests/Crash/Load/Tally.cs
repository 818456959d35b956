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
    private int folders;
    private int drafts;

    public int Delivered => delivered;

    public int Changed => changed;

    public int Removed => removed;

    public int Unanswered => unanswered;

    public int Repeated => repeated;

    /// <summary>Deliveries without an answer: each may have written a blob for each of its recipients.</summary>
    public int HandedInForNothing => handedInForNothing;

    /// <summary>Folders made, renamed, emptied and deleted.</summary>
    public int Folders => folders;

    /// <summary>Drafts written or worded anew, answered or not.</summary>
    public int Drafts => drafts;

    /// <summary>Times the server was killed.</summary>
    public int Kills { get; set; }

    /// <summary>Kills after which outbox work was found, for the next start to do.</summary>
    public int WithWork { get; set; }

    /// <summary>Blobs that a kill cut off.</summary>
    public int HalfWritten { get; set; }

    public void CountDelivered() => Interlocked.Increment(ref delivered);

    public void CountChanged() => Interlocked.Increment(ref changed);

    public void CountRemoved() => Interlocked.Increment(ref removed);

    public void CountFolders() => Interlocked.Increment(ref folders);

    public void CountDraft() => Interlocked.Increment(ref drafts);

    public void CountUnanswered() => Interlocked.Increment(ref unanswered);

    public void CountRepeated() => Interlocked.Increment(ref repeated);

    public void CountHandedInForNothing()
    {
        CountUnanswered();
        Interlocked.Increment(ref handedInForNothing);
    }

    public override string ToString() =>
        $"{Kills} kills; acknowledged: {Delivered} deliveries, {Changed} changes, {Removed} moves and deletions, {Folders} folders made, renamed, emptied or deleted; {Drafts} drafts sent; "
        + $"{Unanswered} requests without an answer, {Repeated} repeated; {WithWork} kills left work that the next start did, {HalfWritten} blobs were cut off.";
}
