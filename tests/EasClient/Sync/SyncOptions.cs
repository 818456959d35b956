namespace Carbonio.Cloud.EasClient;

/// <summary>How the items of a collection are to come.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.125.6 Options (Sync).</remarks>
public sealed record SyncOptions
{
    /// <summary>How far back: 0 all, 3 one week, 5 one month; null leaves it out.</summary>
    public int? FilterType { get; init; }

    /// <summary>0 never MIME, 1 for S/MIME, 2 always; null leaves it out.</summary>
    public int? MimeSupport { get; init; }

    /// <summary>0 the client wins a conflict, 1 the server; null leaves it out.</summary>
    public int? Conflict { get; init; }

    /// <summary>The forms of the body wanted.</summary>
    public IReadOnlyList<BodyPreference> BodyPreferences { get; init; } = [];

    internal WbxmlNode ToWbxml()
    {
        var children = new List<WbxmlNode?> { WbxmlNode.Maybe("AirSync:FilterType", FilterType) };
        children.AddRange(BodyPreferences.Select(preference => preference.ToWbxml()));
        children.Add(WbxmlNode.Maybe("AirSync:MIMESupport", MimeSupport));
        children.Add(WbxmlNode.Maybe("AirSync:Conflict", Conflict));
        return WbxmlNode.Of("AirSync:Options", children);
    }
}
