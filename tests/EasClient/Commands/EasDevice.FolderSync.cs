namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Asks what changed in the hierarchy since a key; "0" asks for all of it.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.5 FolderSync.</remarks>
    /// <exception cref="EasViolationException">A folder twice, a parent that isn't there, or a wrong count.</exception>
    public async Task<FolderSyncAnswer> FolderSyncAsync(string syncKey, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            "FolderSync",
            WbxmlNode.Of("FolderHierarchy:FolderSync", WbxmlNode.Of("FolderHierarchy:SyncKey", syncKey)),
            cancellationToken);
        var root = answer.Document;
        var changes = root.Find("FolderHierarchy:Changes");
        var result = new FolderSyncAnswer(
            root.NumberOf("FolderHierarchy:Status") ?? 0,
            root.TextOf("FolderHierarchy:SyncKey"),
            changes?.NumberOf("FolderHierarchy:Count"),
            FoldersOf(changes, "FolderHierarchy:Add"),
            FoldersOf(changes, "FolderHierarchy:Update"),
            [.. changes?.FindAll("FolderHierarchy:Delete").Select(gone => gone.TextOf("FolderHierarchy:ServerId")!) ?? []],
            answer);
        CheckHierarchy(syncKey, result);
        return result;
    }

    private static List<EasFolder> FoldersOf(WbxmlNode? changes, string kind) =>
    [
        .. changes?.FindAll(kind).Select(folder => new EasFolder(
            folder.TextOf("FolderHierarchy:ServerId")!,
            folder.TextOf("FolderHierarchy:ParentId")!,
            folder.TextOf("FolderHierarchy:DisplayName")!,
            (EasFolderType)(folder.NumberOf("FolderHierarchy:Type") ?? 0))) ?? [],
    ];

    private static void CheckHierarchy(string syncKey, FolderSyncAnswer answer)
    {
        if (answer.Status != 1)
        {
            return;
        }

        if (answer.SyncKey is null or "" or "0" || answer.SyncKey.Length > 64)
        {
            throw new EasViolationException($"FolderSync gave the key '{answer.SyncKey}'.");
        }

        var changes = answer.Added.Count + answer.Updated.Count + answer.Deleted.Count;
        if (answer.Count is { } count && count != changes)
        {
            throw new EasViolationException($"FolderSync counts {count} changes and sends {changes}.");
        }

        var named = answer.Added.Concat(answer.Updated).ToList();
        if (named.Any(folder => folder.ServerId.Length is 0 or > 64 || folder.DisplayName.Length == 0 || !Enum.IsDefined(folder.Type)))
        {
            throw new EasViolationException($"A folder without id, name or a known type:\n{answer.Answer.Document}");
        }

        if (named.Select(folder => folder.ServerId).Concat(answer.Deleted).GroupBy(id => id).Any(group => group.Count() > 1))
        {
            throw new EasViolationException($"A folder changed twice in one answer:\n{answer.Answer.Document}");
        }

        // From key 0 on, every parent must have come before its children can be shown.
        var orphan = answer.Added.FirstOrDefault(folder =>
            syncKey == "0" && folder.ParentId != "0" && answer.Added.All(parent => parent.ServerId != folder.ParentId));
        if (orphan is not null)
        {
            throw new EasViolationException($"Folder {orphan.ServerId} lies in {orphan.ParentId}, which was not sent.");
        }
    }
}
