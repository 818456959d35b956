namespace Carbonio.Cloud.EasClient;

/// <summary>One collection of a Sync request.</summary>
/// <param name="CollectionId">The folder's id.</param>
/// <param name="SyncKey">"0" to start over.</param>
/// <remarks>[MS-ASCMD] 2.2.3.29.2 Collection (Sync). The order of its children is fixed.</remarks>
public sealed record SyncCollection(string CollectionId, string SyncKey)
{
    /// <summary>The elements that the device can keep, with key 0; null leaves them out.</summary>
    public IReadOnlyList<string>? Supported { get; init; }

    /// <summary>Whether deleted items go to Deleted Items; null leaves it to the server, which takes it as true.</summary>
    public bool? DeletesAsMoves { get; init; }

    /// <summary>Whether changes are wanted; null leaves it to the key.</summary>
    public bool? GetChanges { get; init; }

    /// <summary>Changes at most; null for the server's default.</summary>
    public int? WindowSize { get; init; }

    /// <summary>How items are to come; null keeps what was said before.</summary>
    public SyncOptions? Options { get; init; }

    /// <summary>What the owner did.</summary>
    public IReadOnlyList<SyncCommand> Commands { get; init; } = [];

    internal WbxmlNode ToWbxml() =>
        WbxmlNode.Of(
            "AirSync:Collection",
            WbxmlNode.Of("AirSync:SyncKey", SyncKey),
            WbxmlNode.Of("AirSync:CollectionId", CollectionId),
            Supported is null ? null : WbxmlNode.Of("AirSync:Supported", Supported.Select(name => WbxmlNode.Of(name))),
            WbxmlNode.Maybe("AirSync:DeletesAsMoves", DeletesAsMoves),
            WbxmlNode.Maybe("AirSync:GetChanges", GetChanges),
            WbxmlNode.Maybe("AirSync:WindowSize", WindowSize),
            Options?.ToWbxml(),
            Commands.Count == 0 ? null : WbxmlNode.Of("AirSync:Commands", Commands.Select(command => command.ToWbxml())));
}
