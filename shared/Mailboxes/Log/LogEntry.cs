using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>The last thing that happened to an item in a folder.</summary>
/// <param name="Sequence">When, on the mailbox's counter.</param>
/// <param name="Item">To which item.</param>
/// <param name="Gone">True when it is no longer in the folder: deleted, or moved away.</param>
/// <param name="Received">The item's received moment, so that a filter can be applied without reading it.</param>
/// <param name="Origin">Who did it.</param>
/// <param name="OthersSequence">Sequence of the last change by anyone else that <paramref name="Origin"/> had not been told of when it made its own; 0 for none.</param>
public readonly record struct LogEntry(long Sequence, long Item, bool Gone, DateTimeOffset Received, Origin Origin, long OthersSequence)
{
    /// <summary>True when the entry holds a change that <paramref name="device"/> did not make itself.</summary>
    public bool IsNewsFor(Origin device) => Origin != device || OthersSequence != 0;
}
