using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Mailboxes.Clearing;

/// <summary>One run of an intent, with the steps that are left to it.</summary>
internal sealed class ClearingRun(Mailbox mailbox, FolderClearing clearing)
{
    private int steps = FolderClearingHandler.MaximumSteps;

    public Mailbox Mailbox { get; } = mailbox;

    public FolderClearing Clearing { get; } = clearing;

    /// <summary>The mailbox row that the step stands on.</summary>
    public MailboxState State { get; private set; } = MailboxState.New();

    /// <summary>False when the run is over and the rest is for the next.</summary>
    public bool TakeStep() => steps-- > 0;

    /// <summary>Begins a batch on the mailbox as it is now; null when there is no such mailbox any more.</summary>
    public async Task<MailboxBatch?> BeginAsync(CancellationToken cancellationToken)
    {
        if (await Mailbox.FindStateAsync(cancellationToken) is not { } state)
        {
            return null;
        }

        State = state;
        return Mailbox.Begin(state, Origin.Server);
    }

    /// <summary>The folders still to be hidden, each before its parent.</summary>
    public IReadOnlyList<Folder> ToHide(FolderTree tree)
    {
        if (Clearing.Kind == FolderClearingKind.Items)
        {
            return [];
        }

        var found = tree.Below(Clearing.Folder).Where(folder => !folder.Deleted).ToList();
        if (Clearing.Kind == FolderClearingKind.Folder)
        {
            return tree.Find(Clearing.Folder) is { } itself ? [.. found, itself] : found;
        }

        // A folder that came, or changed, after the request stays, and what it stands in stays with it.
        var staying = new HashSet<int>();
        foreach (var folder in found)
        {
            if (folder.Sequence > Clearing.UpTo || staying.Contains(folder.Id))
            {
                staying.Add(folder.Id);
                staying.Add(folder.ParentId);
            }
        }

        return [.. found.Where(folder => !staying.Contains(folder.Id))];
    }

    /// <summary>The hidden folders to be purged, each before its parent.</summary>
    public IEnumerable<int> Hidden(FolderTree tree)
    {
        var below = tree.Below(Clearing.Folder).Where(folder => folder.Deleted).Select(folder => folder.Id);
        return Clearing.Kind switch
        {
            FolderClearingKind.Items => [],
            FolderClearingKind.ItemsAndSubfolders => below,
            _ => tree.Find(Clearing.Folder) is null ? below.Append(Clearing.Folder) : below,
        };
    }
}
