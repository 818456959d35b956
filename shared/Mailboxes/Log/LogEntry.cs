using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>The last thing that happened to an item in a folder.</summary>
/// <param name="Sequence">When, on the mailbox's counter.</param>
/// <param name="Item">To which item.</param>
/// <param name="Gone">True when it is no longer in the folder: deleted, or moved away.</param>
/// <param name="Received">The item's received moment, so that a filter can be applied without reading it.</param>
/// <param name="Origin">Who did it.</param>
/// <param name="OthersSequence">Sequence of the last change by anyone but <paramref name="Origin"/>.</param>
public readonly record struct LogEntry(long Sequence, long Item, bool Gone, DateTimeOffset Received, Origin Origin, long OthersSequence)
{
    /// <summary>True when anyone but <paramref name="device"/> changed the item after <paramref name="watermark"/>.</summary>
    public bool ChangedByOthers(Origin device, long watermark) =>
        Sequence > watermark && (Origin != device || OthersSequence > watermark);
}
