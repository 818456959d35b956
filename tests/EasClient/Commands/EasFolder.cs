namespace Carbonio.Cloud.EasClient;

/// <summary>A folder of the hierarchy.</summary>
/// <param name="ServerId">Also the CollectionId in Sync.</param>
/// <param name="ParentId">"0" for the top level.</param>
/// <param name="DisplayName">As shown to the owner.</param>
/// <param name="Type">What it holds; see [MS-ASCMD] 2.2.3.186.3 Type (FolderSync).</param>
public sealed record EasFolder(string ServerId, string ParentId, string DisplayName, EasFolderType Type);
