using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Drafts;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Carries out the commands of a device that were not yet. Fills as many batches as it takes; each says what it has done.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.32 Commands. Holds nothing between requests.</remarks>
public sealed class CommandExecutor(DeviceStore devices, DraftComposer drafts, DraftSending sending)
{
    // The device row, the mailbox row and an outbox row beside items and segments.
    private const int ReservedWrites = 4;

    /// <summary>Carries out what is open of a run.</summary>
    /// <param name="run">The commands.</param>
    /// <param name="state">Where the device stands.</param>
    /// <param name="interim">The state to be kept with a batch that is not the last one.</param>
    /// <param name="held">What the device holds.</param>
    /// <param name="round">The round.</param>
    /// <param name="cancellationToken">Ends the work; what was written stays.</param>
    /// <returns>False when a race was lost: the whole round begins again.</returns>
    internal async Task<bool> ExecuteAsync(
        CommandRun run,
        CollectionState state,
        Func<CollectionState> interim,
        HeldItems held,
        SyncRound round,
        CancellationToken cancellationToken)
    {
        await run.ReadItemsAsync(state.Folder, round.Context.Mailbox, cancellationToken);
        await held.LoadAsync(run.Named(state.Folder), cancellationToken);
        foreach (var command in run.Open)
        {
            var item = run.Find(command, state.Folder);
            var needsNewBatch = (item is not null && round.Batch.Holds(item.Id)) || (command.Send && !round.Batch.IsEmpty);
            if (needsNewBatch || !round.Batch.HasRoomForItem(ReservedWrites + held.Changed))
            {
                if (!await TryFlushAsync(interim, held, round, cancellationToken))
                {
                    return false;
                }

                // ETags of items that this request changed itself have moved on.
                await run.ReadItemsAsync(state.Folder, round.Context.Mailbox, cancellationToken);
                await held.LoadAsync(run.Named(state.Folder), cancellationToken);
                item = run.Find(command, state.Folder);
            }

            switch (command.Kind)
            {
                case CommandKind.Add or CommandKind.Change when command.Send:
                    await SendAsync(command, item, run, state, round, cancellationToken);
                    break;
                case CommandKind.Add:
                    await AddAsync(command, run, state, held, round, cancellationToken);
                    break;
                case CommandKind.Change:
                    await ChangeAsync(command, item, run, state, round, cancellationToken);
                    break;
                case CommandKind.Delete:
                    Delete(command, item, run, state, held, round);
                    break;
            }
        }

        // What the device is told of its own items (what it won over, a mark by a reply of its own, drafts that went) stands in rows that
        // these commands moved: they must stand in the log before it is read, or they come up behind what is told, and are told again.
        return !run.HasNews || await TryFlushAsync(interim, held, round, cancellationToken);
    }

    /// <summary>Throws away what a request made ready and did not send.</summary>
    internal Task DiscardAsync(DraftSends sends) => sending.DiscardAsync(sends);

    private async Task<bool> TryFlushAsync(Func<CollectionState> interim, HeldItems held, SyncRound round, CancellationToken cancellationToken)
    {
        held.Put(round.Batch.Rows);
        round.Keep(interim());
        return await round.TryFlushAsync(devices, cancellationToken);
    }

    private async Task AddAsync(
        SyncItemCommand command, CommandRun run, CollectionState state, HeldItems held, SyncRound round, CancellationToken cancellationToken)
    {
        // Of mail a device makes drafts, and sends what else it writes.
        if (command is not { Email: { Draft: { } change } marks } || state.Folder != FolderIds.Drafts || !IsValid(marks))
        {
            run.Done(command, SyncStatus.Conversion);
            return;
        }

        var (draft, problem) = await drafts.ComposeAsync(round.Context.Mailbox, null, change, Author(round), cancellationToken);
        if (draft is null || !Fits(round, draft, draft.Size))
        {
            run.Done(command, draft is null ? StatusOf(problem) : SyncStatus.OutOfSpace);
            return;
        }

        var item = new Item
        {
            Id = 0,
            Folder = state.Folder,
            Class = ItemClass.Email,
            Received = round.Now,
            Size = draft.Size,
            Blob = draft.Blob,
            Content = draft.Content,
            Read = true,
        };
        var added = round.Batch.Add(Mark(item, marks));
        await held.LoadAsync([added.Id], cancellationToken);
        held.Set(added.Id, true);
        run.Added(command, added, new(added.Id, new MailContent(draft.Content).Bytes(MailField.ConversationId).ToArray(), draft.Names));
    }

    private async Task ChangeAsync(
        SyncItemCommand command, Item? item, CommandRun run, CollectionState state, SyncRound round, CancellationToken cancellationToken)
    {
        if (item is null)
        {
            run.Done(command, SyncStatus.NotFound);
            return;
        }

        var change = command.Email;
        var draft = state.Folder == FolderIds.Drafts ? change?.Draft : null;
        if (item.Class != ItemClass.Email || change is null || !IsValid(change) || (draft is null && !change.HasMarks))
        {
            run.Done(command, SyncStatus.Conversion);
            return;
        }

        var after = Mark(item, change);
        if (draft is null && HasSameMarks(item, after))
        {
            run.Done(command, SyncStatus.Success);
            return;
        }

        var isConflict = run.IsUntold(item, state.Watermark, round.Context.Origin);
        if (isConflict && state.Options.ServerWins)
        {
            run.Done(command, SyncStatus.Conflict);
            return;
        }

        DraftResult? result = null;
        if (draft is not null)
        {
            var (composed, problem) = await drafts.ComposeAsync(round.Context.Mailbox, item, draft, Author(round), cancellationToken);
            if (composed is null || !Fits(round, composed, composed.Size - item.Size))
            {
                run.Done(command, composed is null ? StatusOf(problem) : SyncStatus.OutOfSpace);
                return;
            }

            after = after with { Blob = composed.Blob, Size = composed.Size, Content = composed.Content };
            result = composed.Names.Count > 0 ? new(item.Id, default, composed.Names) : null;
        }

        var changed = round.Batch.Update(item, after, state.Watermark);
        run.HasNews |= isConflict || changed.OthersSequence != 0;
        run.Changed(command, changed, result);
    }

    /// <summary>Sends a draft. It leaves the folder without the device having taken it away, so that the device is told.</summary>
    private async Task SendAsync(
        SyncItemCommand command, Item? item, CommandRun run, CollectionState state, SyncRound round, CancellationToken cancellationToken)
    {
        if (!round.Context.Rules.Drafts || state.Folder != FolderIds.Drafts || (command.Email is { } change && !IsValid(change)))
        {
            run.Done(command, SyncStatus.Conversion);
            return;
        }

        if (command.Kind == CommandKind.Change && item is null)
        {
            run.Done(command, SyncStatus.NotFound);
            return;
        }

        if (item is not null && run.IsUntold(item, state.Watermark, round.Context.Origin) && state.Options.ServerWins)
        {
            run.Done(command, SyncStatus.Conflict);
            return;
        }

        var (sent, status) = await sending.PrepareAsync(command, item, round, cancellationToken);
        if (sent is not null)
        {
            sending.Put(command, item, sent, round);
            run.HasNews |= item is not null;
        }

        run.Done(command, status);
    }

    private static void Delete(SyncItemCommand command, Item? item, CommandRun run, CollectionState state, HeldItems held, SyncRound round)
    {
        if (item is null)
        {
            // It is gone from the device all the same: should it come back, it is new to it.
            if (ServerIds.Parse(command.Id) is { } id && id.Folder == state.Folder)
            {
                held.Set(id.Item, false);
            }

            run.Done(command, SyncStatus.NotFound);
            return;
        }

        if (run.Asked.DeletesAsMoves && state.Folder != FolderIds.Trash)
        {
            round.Batch.Move(item, FolderIds.Trash);
        }
        else
        {
            round.Batch.Delete(item);
        }

        held.Set(item.Id, false);
        run.Left(command, item.Id);
    }

    private static MailAddress Author(SyncRound round)
    {
        var account = round.Context.Account;
        return new(account.DisplayName == account.Address ? "" : account.DisplayName, account.Address);
    }

    // The draft's blob is written by now: it goes when the round is lost, or when there is no room for it.
    private static bool Fits(SyncRound round, ComposedDraft draft, long growth)
    {
        var fits = growth <= 0 || round.Context.Account.MailQuotaBytes is not (> 0 and var quota) || round.Batch.UsedBytes + growth <= quota;
        round.Batch.Bring(draft.Blob);
        round.Batch.Discard(fits ? null : draft.Blob);
        return fits;
    }

    private static SyncStatus StatusOf(DraftProblem problem) => problem == DraftProblem.Lost ? SyncStatus.NotFound : SyncStatus.Conversion;

    private static bool IsValid(EmailChange change) =>
        !change.IsMalformed
        && (change.Categories is null
            || (change.Categories.Count <= Item.MaximumCategories && change.Categories.All(category => category.Length is > 0 and <= Item.MaximumCategoryCharacters)));

    private static bool HasSameMarks(Item item, Item other) =>
        item.Read == other.Read && item.Flag.AsSpan().SequenceEqual(other.Flag) && item.Categories.SequenceEqual(other.Categories, StringComparer.Ordinal);

    private static Item Mark(Item item, EmailChange change) => item with
    {
        Read = change.Read ?? item.Read,
        Flag = change.Flag is null ? item.Flag : change.Flag is [] ? null : change.Flag,
        Categories = change.Categories ?? item.Categories,
    };
}
