using System.Text;

namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Fetches items and attachments.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.10 ItemOperations.</remarks>
    /// <exception cref="EasViolationException">Not one answer for each thing asked, or data that is not what it says.</exception>
    public async Task<FetchAnswer> FetchAsync(IReadOnlyList<ItemFetch> asked, CancellationToken cancellationToken, bool multipart = false)
    {
        var answer = await SendAsync(
            "ItemOperations",
            WbxmlNode.Of("ItemOperations:ItemOperations", asked.Select(fetch => fetch.ToWbxml())),
            cancellationToken,
            multipart);
        var status = answer.Document.NumberOf("ItemOperations:Status") ?? 0;
        var fetched = answer.Document.Find("ItemOperations:Response")?.FindAll("ItemOperations:Fetch").ToList() ?? [];
        return status != 1 || fetched.Count == asked.Count
            ? new FetchAnswer(status, [.. fetched.Select(fetch => Fetched(fetch, answer.Parts))], answer)
            : throw new EasViolationException($"{asked.Count} things asked for, {fetched.Count} answered:\n{answer.Document}");
    }

    /// <summary>Empties a folder, with or without the folders below it.</summary>
    /// <returns>The status of the operation; that of the command when it failed as a whole.</returns>
    /// <remarks>[MS-ASCMD] 2.2.3.58 EmptyFolderContents, 2.2.3.44 DeleteSubFolders.</remarks>
    public async Task<long> EmptyFolderContentsAsync(string collectionId, bool deleteSubFolders, CancellationToken cancellationToken)
    {
        var folder = WbxmlNode.Of("AirSync:CollectionId", collectionId);
        var options = WbxmlNode.Of("ItemOperations:Options", WbxmlNode.Of("ItemOperations:DeleteSubFolders"));
        var answer = await SendAsync(
            "ItemOperations",
            WbxmlNode.Of(
                "ItemOperations:ItemOperations",
                deleteSubFolders
                    ? WbxmlNode.Of("ItemOperations:EmptyFolderContents", folder, options)
                    : WbxmlNode.Of("ItemOperations:EmptyFolderContents", folder)),
            cancellationToken);
        var emptied = answer.Document.Find("ItemOperations:Response")?.Find("ItemOperations:EmptyFolderContents");
        return emptied?.NumberOf("ItemOperations:Status") ?? answer.Document.NumberOf("ItemOperations:Status") ?? 0;
    }

    private static FetchedItem Fetched(WbxmlNode fetch, IReadOnlyList<byte[]> parts)
    {
        var properties = fetch.Find("ItemOperations:Properties");
        var isItem = fetch.Has("AirSync:ServerId") || fetch.Has("Search:LongId");
        return new FetchedItem(
            fetch.NumberOf("ItemOperations:Status") ?? 0,
            fetch.TextOf("AirSync:CollectionId"),
            fetch.TextOf("AirSync:ServerId"),
            fetch.TextOf("AirSyncBase:FileReference"),
            isItem && properties is not null ? new MailItem(properties, parts) : null,
            properties?.TextOf("AirSyncBase:ContentType"),
            properties?.TextOf("ItemOperations:Range"),
            properties?.NumberOf("ItemOperations:Total"),
            isItem || properties is null ? null : DataOf(properties, parts));
    }

    private static byte[] DataOf(WbxmlNode properties, IReadOnlyList<byte[]> parts)
    {
        if (properties.NumberOf("ItemOperations:Part") is { } part)
        {
            return PartOf(parts, part);
        }

        var text = properties.TextOf("ItemOperations:Data")
            ?? throw new EasViolationException($"An attachment with neither Data nor Part:\n{properties}");
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new EasViolationException("The data of an attachment is not base64.");
        }
    }

    internal static byte[] PartOf(IReadOnlyList<byte[]> parts, long number) =>
        number >= 1 && number <= parts.Count
            ? parts[(int)number - 1]
            : throw new EasViolationException($"Part {number} of {parts.Count}.");

    internal static string Utf8Of(byte[] part) => new UTF8Encoding(false, true).GetString(part);
}
