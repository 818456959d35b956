using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.FolderUpdate;

/// <summary>FolderUpdate: renames a folder, or moves it with all below it.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.6 FolderUpdate. Holds nothing between requests.</remarks>
public sealed class FolderUpdateCommand(HierarchyChange change) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.FolderUpdate;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return change.AnswerAsync(context, FolderHierarchyPage.FolderUpdate, (request, round, _) => Task.FromResult(Execute(request, round)), cancellationToken);
    }

    private static HierarchyOutcome? Execute(HierarchyRequest request, HierarchyRound round)
    {
        if (!HierarchyChange.IsName(request.DisplayName) || request.ParentId.Length == 0 || request.ServerId.Length == 0)
        {
            return Failed(FolderUpdateStatus.ProtocolError);
        }

        if (request.ServerId == HierarchyChange.RecipientInformation || request.ParentId == HierarchyChange.RecipientInformation)
        {
            return Failed(FolderUpdateStatus.RecipientInformation);
        }

        if (ServerIds.ParseCollection(request.ServerId) is not { } id || round.Folders.Find(id) is not { } folder)
        {
            return Failed(FolderUpdateStatus.FolderNotFound);
        }

        if (id < FolderIds.FirstOwn)
        {
            return Failed(FolderUpdateStatus.NameExistsOrSpecialFolder);
        }

        if (request.ParentId.ParentIn(round.Folders) is not { } parent
            || round.Folders.IsWithin(parent, id)
            || round.Folders.Depth(parent) + round.Folders.Height(id) > FolderTree.MaximumDepth)
        {
            return Failed(FolderUpdateStatus.ParentNotFound);
        }

        if (round.Folders.HasName(parent, request.DisplayName, but: id))
        {
            return Failed(FolderUpdateStatus.NameExistsOrSpecialFolder);
        }

        var updated = round.Batch.UpdateFolder(folder with { DisplayName = request.DisplayName, ParentId = parent });
        return HierarchyOutcome.Done(ChangeKind.Change, id, round.Folders.With(updated));
    }

    private static HierarchyOutcome Failed(FolderUpdateStatus status) => HierarchyOutcome.Failed((int)status);
}
