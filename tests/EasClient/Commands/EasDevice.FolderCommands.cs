using System.Globalization;

namespace Carbonio.Cloud.EasClient;

public sealed partial class EasDevice
{
    /// <summary>Makes a folder.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.3 FolderCreate.</remarks>
    public async Task<FolderCommandAnswer> FolderCreateAsync(string syncKey, string parentId, string displayName, int type, CancellationToken cancellationToken)
    {
        var answer = await ChangeHierarchyAsync(
            "FolderCreate",
            syncKey,
            cancellationToken,
            WbxmlNode.Of("FolderHierarchy:ParentId", parentId),
            WbxmlNode.Of("FolderHierarchy:DisplayName", displayName),
            WbxmlNode.Of("FolderHierarchy:Type", type.ToString(CultureInfo.InvariantCulture)));
        return answer.Status != 1 || answer.ServerId is { Length: > 0 and <= 64 }
            ? answer
            : throw new EasViolationException($"A folder was made and has no id:\n{answer.Answer.Document}");
    }

    /// <summary>Renames or moves a folder.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.6 FolderUpdate.</remarks>
    public Task<FolderCommandAnswer> FolderUpdateAsync(string syncKey, string serverId, string parentId, string displayName, CancellationToken cancellationToken) =>
        ChangeHierarchyAsync(
            "FolderUpdate",
            syncKey,
            cancellationToken,
            WbxmlNode.Of("FolderHierarchy:ServerId", serverId),
            WbxmlNode.Of("FolderHierarchy:ParentId", parentId),
            WbxmlNode.Of("FolderHierarchy:DisplayName", displayName));

    /// <summary>Deletes a folder.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.4 FolderDelete.</remarks>
    public Task<FolderCommandAnswer> FolderDeleteAsync(string syncKey, string serverId, CancellationToken cancellationToken) =>
        ChangeHierarchyAsync("FolderDelete", syncKey, cancellationToken, WbxmlNode.Of("FolderHierarchy:ServerId", serverId));

    private async Task<FolderCommandAnswer> ChangeHierarchyAsync(string command, string syncKey, CancellationToken cancellationToken, params WbxmlNode[] rest)
    {
        var answer = await SendAsync(
            command,
            WbxmlNode.Of($"FolderHierarchy:{command}", [WbxmlNode.Of("FolderHierarchy:SyncKey", syncKey), .. rest]),
            cancellationToken);
        var status = answer.Document.NumberOf("FolderHierarchy:Status") ?? 0;
        var key = answer.Document.TextOf("FolderHierarchy:SyncKey");
        if (status == 1 && (key is null or "" or "0" || key == syncKey))
        {
            throw new EasViolationException($"{command} succeeded under {syncKey} and gave the key '{key}'.");
        }

        return new FolderCommandAnswer(status, key, answer.Document.TextOf("FolderHierarchy:ServerId"), answer);
    }
}
