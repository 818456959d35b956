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

    /// <summary>Sends a new draft.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.69 Send.</remarks>
    public static SyncCommand AddAndSend(string clientId, params IEnumerable<WbxmlNode> data) => new NewItem(clientId, [.. data]) { Sends = true };

    /// <summary>Sends a draft, with a change of some fields or none.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.69 Send.</remarks>
    public static SyncCommand Send(string serverId, params IEnumerable<WbxmlNode> data) => new ItemChange(serverId, [.. data]) { Sends = true };

    /// <summary>Marks a mail as read or unread.</summary>
    public static SyncCommand MarkRead(string serverId, bool read) => Change(serverId, WbxmlNode.Of("Email:Read", read ? 1 : 0));

    /// <summary>Sets a mail's flag or takes it away.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.34 Flag.</remarks>
    public static SyncCommand Flag(string serverId, bool flagged) =>
        Change(
            serverId,
            flagged
                ? WbxmlNode.Of("Email:Flag", WbxmlNode.Of("Email:Status", 2), WbxmlNode.Of("Email:FlagType", "Flag for follow up"))
                : WbxmlNode.Of("Email:Flag"));

    /// <summary>Removes an item.</summary>
    public static SyncCommand Delete(string serverId) => new ItemOf("AirSync:Delete", serverId);

    /// <summary>Asks for the whole of an item.</summary>
    public static SyncCommand Fetch(string serverId) => new ItemOf("AirSync:Fetch", serverId);

    /// <summary>The item that is removed; null for any other command.</summary>
    public virtual string? DeletedId => null;

    /// <summary>The item meant; null for a new one.</summary>
    public virtual string? ServerId => null;

    /// <summary>What the device calls an item that it makes; null for any other command.</summary>
    public virtual string? NewId => null;

    /// <summary>The draft is sent.</summary>
    public virtual bool IsSending => false;

    internal virtual (string ServerId, bool Read)? Marked => null;

    internal virtual (string ServerId, bool IsFlagged)? Flagged => null;

    internal abstract WbxmlNode ToWbxml();

    private sealed record NewItem(string ClientId, IReadOnlyList<WbxmlNode> Data) : SyncCommand
    {
        public bool Sends { get; init; }

        public override string NewId => ClientId;

        public override bool IsSending => Sends;

        internal override WbxmlNode ToWbxml() =>
            WbxmlNode.Of(
                "AirSync:Add",
                WbxmlNode.Of("AirSync:ClientId", ClientId),
                WbxmlNode.Of("AirSync:ApplicationData", Data),
                Sends ? WbxmlNode.Of("Email2:Send") : null);
    }

    private sealed record ItemChange(string Id, IReadOnlyList<WbxmlNode> Data) : SyncCommand
    {
        public bool Sends { get; init; }

        public override string ServerId => Id;

        public override bool IsSending => Sends;

        internal override (string ServerId, bool Read)? Marked =>
            Data.FirstOrDefault(node => node.Name == "Email:Read") is { } read ? (Id, read.Text == "1") : null;

        internal override (string ServerId, bool IsFlagged)? Flagged =>
            Data.FirstOrDefault(node => node.Name == "Email:Flag") is { } flag ? (ServerId, flag.NumberOf("Email:Status") == 2) : null;

        internal override WbxmlNode ToWbxml() =>
            WbxmlNode.Of(
                "AirSync:Change",
                WbxmlNode.Of("AirSync:ServerId", Id),
                Data.Count > 0 || !Sends ? WbxmlNode.Of("AirSync:ApplicationData", Data) : null,
                Sends ? WbxmlNode.Of("Email2:Send") : null);
    }

    private sealed record ItemOf(string Kind, string Id) : SyncCommand
    {
        public override string ServerId => Id;

        public override string? DeletedId => Kind == "AirSync:Delete" ? Id : null;

        internal override WbxmlNode ToWbxml() => WbxmlNode.Of(Kind, WbxmlNode.Of("AirSync:ServerId", Id));
    }
}
