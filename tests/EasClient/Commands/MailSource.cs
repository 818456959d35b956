namespace Carbonio.Cloud.EasClient;

/// <summary>Names the message that is answered or forwarded. Null: not sent.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.173 Source.</remarks>
/// <param name="FolderId">Where it stands.</param>
/// <param name="ItemId">Its ServerId.</param>
/// <param name="LongId">Its id as Search gave it.</param>
/// <param name="InstanceId">The occurrence of what recurs.</param>
public sealed record MailSource(string? FolderId = null, string? ItemId = null, string? LongId = null, string? InstanceId = null)
{
    /// <summary>The source of an item that was synchronised.</summary>
    public static MailSource Of(string serverId) => new(serverId[..serverId.IndexOf(':', StringComparison.Ordinal)], serverId);

    internal WbxmlNode ToWbxml() => WbxmlNode.Of(
        "ComposeMail:Source",
        WbxmlNode.Maybe("ComposeMail:FolderId", FolderId),
        WbxmlNode.Maybe("ComposeMail:ItemId", ItemId),
        WbxmlNode.Maybe("ComposeMail:LongId", LongId),
        WbxmlNode.Maybe("ComposeMail:InstanceId", InstanceId));
}
