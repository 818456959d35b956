namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Searches mails.</summary>
    /// <param name="freeText">Words.</param>
    /// <param name="collectionId">The folder; null for all.</param>
    /// <param name="range">Such as <c>0-9</c>.</param>
    /// <param name="body">How bodies are wanted.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <remarks>[MS-ASCMD] 2.2.1.16 Search.</remarks>
    public Task<SearchAnswer> SearchMailAsync(string freeText, string? collectionId, string range, BodyPreference body, CancellationToken cancellationToken) =>
        SearchAsync(
            "Mailbox",
            WbxmlNode.Of(
                "Search:Query",
                WbxmlNode.Of(
                    "Search:And",
                    WbxmlNode.Of("AirSync:Class", "Email"),
                    WbxmlNode.Maybe("AirSync:CollectionId", collectionId),
                    WbxmlNode.Of("Search:FreeText", freeText))),
            WbxmlNode.Of(
                "Search:Options",
                WbxmlNode.Of("Search:RebuildResults"),
                WbxmlNode.Of("Search:DeepTraversal"),
                WbxmlNode.Of("Search:Range", range),
                body.ToWbxml()),
            cancellationToken);

    /// <summary>Searches the address list.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.16 Search.</remarks>
    public Task<SearchAnswer> SearchGalAsync(string query, CancellationToken cancellationToken) =>
        SearchAsync("GAL", WbxmlNode.Of("Search:Query", query), WbxmlNode.Of("Search:Options", WbxmlNode.Of("Search:Range", "0-19")), cancellationToken);

    private async Task<SearchAnswer> SearchAsync(string store, WbxmlNode query, WbxmlNode options, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            "Search",
            WbxmlNode.Of("Search:Search", WbxmlNode.Of("Search:Store", WbxmlNode.Of("Search:Name", store), query, options)),
            cancellationToken);
        var found = answer.Document.Find("Search:Response")?.Find("Search:Store");
        var results = found?.FindAll("Search:Result").Where(result => result.Has("Search:Properties")).ToList() ?? [];
        return new SearchAnswer(
            found?.NumberOf("Search:Status") ?? answer.Document.NumberOf("Search:Status") ?? 0,
            found?.TextOf("Search:Range"),
            found?.NumberOf("Search:Total"),
            [.. results.Select(result => new SearchResult(result.TextOf("Search:LongId"), result.TextOf("AirSync:CollectionId"), result.Find("Search:Properties")!))],
            answer);
    }
}
