namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>What became of one move.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Folder">Where the item is now; 0 when it was not moved.</param>
/// <param name="Item">The item; 0 when it was not moved.</param>
internal readonly record struct MoveOutcome(MoveItemsStatus Status, int Folder = 0, long Item = 0);
