using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Clearing;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.FolderDelete;

/// <summary>FolderDelete: deletes a folder with all in it and below it, for good.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.4 FolderDelete. The answer comes when all folders are out of sight; their contents may go later.</remarks>
public sealed class FolderDeleteCommand(HierarchyChange change) : IEasCommand
{
    /// <summary>Folders that are hidden in one batch with the device's row; a larger tree is hidden before it.</summary>
    internal const int MaximumFoldersAtOnce = 80;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.FolderDelete;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var begun = false;
        return change.AnswerAsync(context, FolderHierarchyPage.FolderDelete, ExecuteAsync, cancellationToken);

        async Task<HierarchyOutcome?> ExecuteAsync(HierarchyRequest request, HierarchyRound round, CancellationToken stop)
        {
            if (request.ServerId.Length == 0)
            {
                return Failed(FolderDeleteStatus.ProtocolError);
            }

            if (request.ServerId == HierarchyChange.RecipientInformation)
            {
                return Failed(FolderDeleteStatus.SpecialFolder);
            }

            if (ServerIds.ParseCollection(request.ServerId) is not { } id || (round.Folders.Find(id) is null && !begun))
            {
                return Failed(FolderDeleteStatus.FolderNotFound);
            }

            if (id < FolderIds.FirstOwn)
            {
                return Failed(FolderDeleteStatus.SpecialFolder);
            }

            if (round.Folders.Find(id) is null)
            {
                // This very request has hidden it before.
                return HierarchyOutcome.Done(ChangeKind.Delete, id, round.Folders);
            }

            new FolderClearing(id, round.State.Sequence, FolderClearingKind.Folder).AddTo(round.Batch);
            Folder[] hidden = [.. round.Folders.Below(id).Where(folder => !folder.Deleted), round.Folders.Find(id)!];
            if (hidden.Length > MaximumFoldersAtOnce)
            {
                // Too many for one batch: the intent alone, which hides them all as soon as it is written.
                begun |= await round.Mailbox.TryCommitAsync(round.Batch, stop);
                return null;
            }

            foreach (var folder in hidden)
            {
                round.Batch.HideFolder(folder);
            }

            return HierarchyOutcome.Done(ChangeKind.Delete, id, round.Folders.Without(id));
        }
    }

    private static HierarchyOutcome Failed(FolderDeleteStatus status) => HierarchyOutcome.Failed((int)status);
}
