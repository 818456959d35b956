namespace Carbonio.Cloud.EasClient;

/// <summary>What became of a move.</summary>
/// <param name="SrcMsgId">The item as it was named.</param>
/// <param name="Status">3 is success.</param>
/// <param name="DstMsgId">Its id now; null when it was not moved.</param>
public sealed record MovedItem(string SrcMsgId, long Status, string? DstMsgId);
