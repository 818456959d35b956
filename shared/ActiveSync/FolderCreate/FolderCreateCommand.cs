using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.FolderCreate;

/// <summary>FolderCreate: makes a folder.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.3 FolderCreate. Holds nothing between requests.</remarks>
public sealed class FolderCreateCommand(HierarchyChange change) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.FolderCreate;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return change.AnswerAsync(context, FolderHierarchyPage.FolderCreate, (request, round, _) => Task.FromResult(Execute(request, round)), cancellationToken);
    }

    private static HierarchyOutcome? Execute(HierarchyRequest request, HierarchyRound round)
    {
        if (!HierarchyChange.IsName(request.DisplayName) || request.ParentId.Length == 0 || !IsOwnType(request.Type))
        {
            return Failed(FolderCreateStatus.ProtocolError);
        }

        if (request.ParentId == HierarchyChange.RecipientInformation)
        {
            return Failed(FolderCreateStatus.SpecialParent);
        }

        if (request.ParentId.ParentIn(round.Folders) is not { } parent)
        {
            return Failed(FolderCreateStatus.ParentNotFound);
        }

        if (round.Folders.HasName(parent, request.DisplayName, but: 0))
        {
            return Failed(FolderCreateStatus.NameExists);
        }

        if (round.Folders.Depth(parent) >= FolderTree.MaximumDepth)
        {
            return Failed(FolderCreateStatus.SpecialParent);
        }

        if (round.Folders.Visible.Count >= FolderTree.MaximumFolders)
        {
            return HierarchyOutcome.Failed(CommonStatus.TooManyFolders);
        }

        var folder = round.Batch.AddFolder(request.DisplayName, parent, (FolderType)request.Type!.Value);
        return HierarchyOutcome.Done(ChangeKind.Add, folder.Id, round.Folders.With(folder));
    }

    private static HierarchyOutcome Failed(FolderCreateStatus status) => HierarchyOutcome.Failed((int)status);

    /// <summary>Types that a device may make: of no class, or a user's own of each class.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.186.2 Type (FolderCreate).</remarks>
    private static bool IsOwnType(int? type) => type is (int)FolderType.UserGeneric or (>= (int)FolderType.UserMail and <= (int)FolderType.UserNotes);
}
