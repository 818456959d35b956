namespace Carbonio.Cloud.EasClient;

/// <summary>A form of body that the device can show.</summary>
/// <param name="Type">1 plain text, 2 HTML, 3 RTF, 4 MIME.</param>
/// <remarks>[MS-ASAIRS] 2.2.2.12 BodyPreference. The order of its children is fixed.</remarks>
public sealed record BodyPreference(int Type)
{
    /// <summary>Bytes at most; null for all.</summary>
    public long? TruncationSize { get; init; }

    /// <summary>Leave this form out rather than cut it.</summary>
    public bool? AllOrNone { get; init; }

    /// <summary>Characters of preview wanted; null for none.</summary>
    public int? Preview { get; init; }

    internal WbxmlNode ToWbxml() =>
        WbxmlNode.Of(
            "AirSyncBase:BodyPreference",
            WbxmlNode.Of("AirSyncBase:Type", Type),
            WbxmlNode.Maybe("AirSyncBase:TruncationSize", TruncationSize),
            WbxmlNode.Maybe("AirSyncBase:AllOrNone", AllOrNone),
            WbxmlNode.Maybe("AirSyncBase:Preview", Preview));
}
