namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Asks how much a Sync of a mail folder would bring.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.9 GetItemEstimate.</remarks>
    public async Task<EstimateAnswer> GetItemEstimateAsync(
        string collectionId, string syncKey, int filterType, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            "GetItemEstimate",
            WbxmlNode.Of(
                "GetItemEstimate:GetItemEstimate",
                WbxmlNode.Of(
                    "GetItemEstimate:Collections",
                    WbxmlNode.Of(
                        "GetItemEstimate:Collection",
                        WbxmlNode.Of("AirSync:SyncKey", syncKey),
                        WbxmlNode.Of("GetItemEstimate:CollectionId", collectionId),
                        WbxmlNode.Of("AirSync:Options", WbxmlNode.Of("AirSync:FilterType", filterType))))),
            cancellationToken);
        var response = answer.Document.Find("GetItemEstimate:Response");
        var collection = response?.Find("GetItemEstimate:Collection");
        return new EstimateAnswer(
            response?.NumberOf("GetItemEstimate:Status") ?? answer.Document.NumberOf("GetItemEstimate:Status") ?? 0,
            collection?.NumberOf("GetItemEstimate:Estimate"),
            answer);
    }
}
