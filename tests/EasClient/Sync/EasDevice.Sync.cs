namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Sends a Sync.</summary>
    /// <exception cref="EasViolationException">
    /// A collection not asked for, a key of a form that no device keeps, an item twice, or more changes than the window.
    /// </exception>
    public async Task<SyncAnswer> SyncAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        return Checked(request, await SendAsync("Sync", request.ToWbxml(), cancellationToken));
    }

    private static SyncAnswer Checked(SyncRequest request, EasAnswer answer)
    {
        if (answer.Root is not { } root)
        {
            return new SyncAnswer(null, null, [], answer);
        }

        var result = new SyncAnswer(
            root.NumberOf("AirSync:Status"),
            root.NumberOf("AirSync:Limit"),
            [.. root.Find("AirSync:Collections")?.FindAll("AirSync:Collection").Select(CollectionOf) ?? []],
            answer);
        foreach (var collection in result.Collections)
        {
            CheckCollection(request, collection, root);
        }

        return result;
    }

    /// <summary>Sends a Sync with an empty body, which stands for the last full one.</summary>
    public async Task<SyncAnswer> SyncAgainAsync(CancellationToken cancellationToken) =>
        Checked(new SyncRequest { Partial = true }, await SendAsync("Sync", null, cancellationToken));

    private static SyncCollectionAnswer CollectionOf(WbxmlNode collection) =>
        new(
            collection.TextOf("AirSync:CollectionId"),
            collection.NumberOf("AirSync:Status") ?? 0,
            collection.TextOf("AirSync:SyncKey"),
            collection.Has("AirSync:MoreAvailable"),
            [.. collection.Find("AirSync:Commands")?.Children.Select(ChangeOf) ?? []],
            [.. collection.Find("AirSync:Responses")?.Children.Select(ResultOf) ?? []]);

    private static SyncChange ChangeOf(WbxmlNode change) =>
        new(
            Enum.Parse<SyncChangeKind>(change.Tag.Name),
            change.TextOf("AirSync:ServerId")!,
            change.Find("AirSync:ApplicationData"));

    private static SyncResult ResultOf(WbxmlNode result) =>
        new(
            result.Tag.Name,
            result.TextOf("AirSync:ServerId"),
            result.NumberOf("AirSync:Status") ?? 0,
            result.Find("AirSync:ApplicationData"))
        {
            ClientId = result.TextOf("AirSync:ClientId"),
        };

    private static void CheckCollection(SyncRequest request, SyncCollectionAnswer collection, WbxmlNode root)
    {
        var asked = request.Collections.FirstOrDefault(candidate => candidate.CollectionId == collection.CollectionId);
        if (asked is null && !request.Partial && collection.Status == 1)
        {
            throw new EasViolationException($"Collection {collection.CollectionId} was not asked for:\n{root}");
        }

        if (collection.Status == 1 && (collection.SyncKey is null or "" or "0" || collection.SyncKey.Length > 64))
        {
            throw new EasViolationException($"Sync gave the key '{collection.SyncKey}':\n{root}");
        }

        if (collection.Status != 1 && collection.Changes.Count > 0)
        {
            throw new EasViolationException($"Changes beside Status {collection.Status}:\n{root}");
        }

        if (collection.Changes.GroupBy(change => change.ServerId).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new EasViolationException($"Item {twice.Key} comes twice in one answer:\n{root}");
        }

        if (collection.Changes.Any(change => change.ServerId.Length is 0 or > 64))
        {
            throw new EasViolationException($"An item id that is empty or longer than 64 characters:\n{root}");
        }

        // [MS-ASCMD] 2.2.3.199 WindowSize: 100 when it is left out; 0 and more than 512 are taken as 512.
        var window = asked?.WindowSize switch { null => 100, 0 or > 512 => 512, { } size => size };
        if (collection.Changes.Count > window)
        {
            throw new EasViolationException($"{collection.Changes.Count} changes in a window of {window}.");
        }
    }
}
