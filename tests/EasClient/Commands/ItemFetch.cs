namespace Carbonio.Cloud.EasClient;

/// <summary>One thing to fetch: an item by its ids, or an attachment by its reference.</summary>
public sealed record ItemFetch
{
    /// <summary>The folder of the item; null for an attachment.</summary>
    public string? CollectionId { get; init; }

    /// <summary>The item; null for an attachment.</summary>
    public string? ServerId { get; init; }

    /// <summary>The attachment; null for an item.</summary>
    public string? FileReference { get; init; }

    /// <summary>A search result; null for anything else.</summary>
    public string? LongId { get; init; }

    /// <summary>Bytes wanted, such as <c>0-99</c>; null for all.</summary>
    public string? Range { get; init; }

    /// <summary>2 for MIME of any message; null leaves it out.</summary>
    public int? MimeSupport { get; init; }

    /// <summary>The forms of the body wanted; none leaves the choice to the server.</summary>
    public IReadOnlyList<BodyPreference> BodyPreferences { get; init; } = [];

    internal WbxmlNode ToWbxml()
    {
        var options = new List<WbxmlNode?>
        {
            WbxmlNode.Maybe("AirSync:MIMESupport", MimeSupport),
            WbxmlNode.Maybe("ItemOperations:Range", Range),
        };
        options.AddRange(BodyPreferences.Select(preference => preference.ToWbxml()));
        return WbxmlNode.Of(
            "ItemOperations:Fetch",
            WbxmlNode.Of("ItemOperations:Store", "Mailbox"),
            WbxmlNode.Maybe("AirSync:CollectionId", CollectionId),
            WbxmlNode.Maybe("AirSync:ServerId", ServerId),
            WbxmlNode.Maybe("Search:LongId", LongId),
            WbxmlNode.Maybe("AirSyncBase:FileReference", FileReference),
            options.Any(option => option is not null) ? WbxmlNode.Of("ItemOperations:Options", options) : null);
    }
}
