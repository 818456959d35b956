namespace Carbonio.Cloud.EasClient;

/// <summary>What the owner did on the device.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.32 Commands.</remarks>
public abstract record SyncCommand
{
    private SyncCommand()
    {
    }

    /// <summary>A change of some fields.</summary>
    public static SyncCommand Change(string serverId, params IEnumerable<WbxmlNode> data) => new ItemChange(serverId, [.. data]);

    /// <summary>A new item.</summary>
    public static SyncCommand Add(string clientId, params IEnumerable<WbxmlNode> data) => new NewItem(clientId, [.. data]);

    /// <summary>Marks a mail as read or unread.</summary>
    public static SyncCommand MarkRead(string serverId, bool read) => Change(serverId, WbxmlNode.Of("Email:Read", read ? 1 : 0));

    /// <summary>Removes an item.</summary>
    public static SyncCommand Delete(string serverId) => new ItemOf("AirSync:Delete", serverId);

    /// <summary>Asks for the whole of an item.</summary>
    public static SyncCommand Fetch(string serverId) => new ItemOf("AirSync:Fetch", serverId);

    internal virtual string? DeletedId => null;

    internal virtual (string ServerId, bool Read)? Marked => null;

    internal abstract WbxmlNode ToWbxml();

    private sealed record NewItem(string ClientId, IReadOnlyList<WbxmlNode> Data) : SyncCommand
    {
        internal override WbxmlNode ToWbxml() =>
            WbxmlNode.Of(
                "AirSync:Add", WbxmlNode.Of("AirSync:ClientId", ClientId), WbxmlNode.Of("AirSync:ApplicationData", Data));
    }

    private sealed record ItemChange(string ServerId, IReadOnlyList<WbxmlNode> Data) : SyncCommand
    {
        internal override (string ServerId, bool Read)? Marked =>
            Data.FirstOrDefault(node => node.Name == "Email:Read") is { } read ? (ServerId, read.Text == "1") : null;

        internal override WbxmlNode ToWbxml() =>
            WbxmlNode.Of(
                "AirSync:Change", WbxmlNode.Of("AirSync:ServerId", ServerId), WbxmlNode.Of("AirSync:ApplicationData", Data));
    }

    private sealed record ItemOf(string Kind, string ServerId) : SyncCommand
    {
        internal override string? DeletedId => Kind == "AirSync:Delete" ? ServerId : null;

        internal override WbxmlNode ToWbxml() => WbxmlNode.Of(Kind, WbxmlNode.Of("AirSync:ServerId", ServerId));
    }
}
