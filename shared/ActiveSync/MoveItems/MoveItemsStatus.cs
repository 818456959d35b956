namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>Outcome of one move.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.10 Status (MoveItems).</remarks>
public enum MoveItemsStatus
{
    /// <summary>There is no such source folder, or no such item in it.</summary>
    InvalidSource = 1,

    /// <summary>There is no such destination folder.</summary>
    InvalidDestination = 2,

    /// <summary>Done, now or by an earlier request.</summary>
    Success = 3,

    /// <summary>Source and destination are the same folder.</summary>
    SameFolder = 4,

    /// <summary>More than one destination for an item, or a folder of another class.</summary>
    Failed = 5,

    /// <summary>Not now: other writers of the mailbox came first each time, or an answer to the device is on its way that says the item has left. Try again after a Sync.</summary>
    Locked = 7,
}
