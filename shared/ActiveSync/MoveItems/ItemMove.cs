namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>One move of a request, as sent.</summary>
/// <param name="SourceMessageId">ServerId of the item.</param>
/// <param name="SourceFolderId">Where it stands.</param>
/// <param name="DestinationFolderId">Where it goes; null when more than one was named.</param>
/// <remarks>[MS-ASCMD] 2.2.3.117.2 Move (MoveItems).</remarks>
public sealed record ItemMove(string SourceMessageId, string SourceFolderId, string? DestinationFolderId);
