using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.Mailboxes.Clearing;

namespace Carbonio.Cloud.ActiveSync.ItemOperations;

/// <summary>
/// Empties a folder for good. The intent is one batch; once it is written the work is sure, and as much of it as a request may take
/// is done before the answer. What came after the request stays. Every device, the asking one too, is told by its next Sync.
/// </summary>
/// <remarks>[MS-ASCMD] 2.2.3.58 EmptyFolderContents.</remarks>
internal static class FolderEmptying
{
    public static async Task<ItemOperationsStatus> EmptyAsync(EasContext context, ItemOperation operation, CancellationToken cancellationToken)
    {
        if (operation.CollectionId == HierarchyChange.RecipientInformation)
        {
            return ItemOperationsStatus.AccessDenied;
        }

        if (ServerIds.ParseCollection(operation.CollectionId) is not { } folder || !context.State.HasFolder(folder))
        {
            return ItemOperationsStatus.NotFound;
        }

        var kind = operation.DeleteSubFolders ? FolderClearingKind.ItemsAndSubfolders : FolderClearingKind.Items;
        var batch = context.Mailbox.Begin(context.State, context.Origin);
        new FolderClearing(folder, context.State.Sequence, kind).AddTo(batch);
        return await context.Mailbox.TryCommitAsync(batch, cancellationToken) ? ItemOperationsStatus.Success : ItemOperationsStatus.ServerError;
    }
}
