namespace Carbonio.Cloud.EasClient;

/// <summary>An item to be moved.</summary>
/// <param name="SrcMsgId">The item.</param>
/// <param name="SrcFldId">Its folder.</param>
/// <param name="DstFldId">Where it goes.</param>
public sealed record ItemMove(string SrcMsgId, string SrcFldId, string DstFldId);
