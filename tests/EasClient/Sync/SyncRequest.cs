namespace Carbonio.Cloud.EasClient;

/// <summary>A Sync request.</summary>
/// <param name="Collections">What to sync; none with <see cref="Partial"/> takes all from the last request.</param>
/// <remarks>[MS-ASCMD] 2.2.1.21 Sync. Sending the same record twice sends the same bytes.</remarks>
public sealed record SyncRequest(params IReadOnlyList<SyncCollection> Collections)
{
    /// <summary>Minutes to hold the answer; null not to hold it.</summary>
    public int? Wait { get; init; }

    /// <summary>Seconds to hold the answer; null not to hold it.</summary>
    public int? HeartbeatInterval { get; init; }

    /// <summary>Changes at most in all collections; null for no such bound.</summary>
    public int? WindowSize { get; init; }

    /// <summary>Whether what is not said is as in the last request.</summary>
    public bool Partial { get; init; }

    /// <summary>The request's document.</summary>
    public WbxmlNode ToWbxml() =>
        WbxmlNode.Of(
            "AirSync:Sync",
            Collections.Count == 0 ? null : WbxmlNode.Of("AirSync:Collections", Collections.Select(collection => collection.ToWbxml())),
            WbxmlNode.Maybe("AirSync:Wait", Wait),
            WbxmlNode.Maybe("AirSync:HeartbeatInterval", HeartbeatInterval),
            WbxmlNode.Maybe("AirSync:WindowSize", WindowSize),
            Partial ? WbxmlNode.Of("AirSync:Partial") : null);
}
