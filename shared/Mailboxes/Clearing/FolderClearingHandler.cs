using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Clearing;

/// <summary>
/// Empties and deletes folders in steps, each a batch of its own that may be repeated: first all folders that go are hidden, the
/// deepest first, then items are deleted, then logs, and each folder's row last, so that it is found until nothing is left of it.
/// </summary>
/// <remarks>docs/decisions/0008-moves-and-long-operations.md.</remarks>
/// <param name="open">Opens a mailbox.</param>
public sealed class FolderClearingHandler(Func<MailboxId, Mailbox> open) : IOutboxHandler
{
    /// <summary>Steps of one run, about a thousand items: what a waiting request may take. The next run goes on.</summary>
    public const int MaximumSteps = 40;

    // Folder rows of one step; the mailbox row goes with them.
    private const int FoldersPerStep = 90;

    private const int LogRowsPerPage = 100;

    // What fits into a batch beside the mailbox row and an outbox row for blobs.
    private const int DeletesPerStep = (StorageLimits.MaximumBatchWrites - 2) / MailboxBatch.WritesPerDelete;
    private const int PurgesPerStep = (StorageLimits.MaximumBatchWrites - 2) / MailboxBatch.WritesPerPurge;

    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.ClearFolder;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var run = new ClearingRun(open(entry.Mailbox), FolderClearing.Parse(entry.Payload));
        return await HideAsync(run, cancellationToken) && await EmptyAsync(run, cancellationToken) && await PurgeAsync(run, cancellationToken)
            ? OutboxOutcome.DoneWithMore
            : OutboxOutcome.Unfinished;
    }

    private static async Task<bool> HideAsync(ClearingRun run, CancellationToken cancellationToken)
    {
        while (run.TakeStep())
        {
            if (await run.BeginAsync(cancellationToken) is not { } batch)
            {
                return true; // the mailbox itself is gone
            }

            var hidden = run.ToHide(new(await run.Mailbox.ReadFoldersAsync(cancellationToken)));
            if (hidden.Count == 0)
            {
                return true;
            }

            foreach (var folder in hidden.Take(FoldersPerStep))
            {
                batch.HideFolder(folder);
            }

            await run.Mailbox.TryCommitStepAsync(batch, cancellationToken);
        }

        return false;
    }

    /// <summary>Deletes the items of a folder that stays. Its log up to the request's sequence names them all, and no other.</summary>
    private static async Task<bool> EmptyAsync(ClearingRun run, CancellationToken cancellationToken)
    {
        var (folder, upTo, kind) = run.Clearing;
        if (kind == FolderClearingKind.Folder)
        {
            return true;
        }

        var after = 0L;
        while (run.TakeStep())
        {
            if (await run.BeginAsync(cancellationToken) is not { } batch || !run.State.HasFolder(folder))
            {
                return true;
            }

            var page = await run.Mailbox.ReadLogAsync(folder, after, upTo, LogRowsPerPage, cancellationToken);
            LogEntry[] live = [.. page.Entries.Where(entry => !entry.Gone)];
            LogEntry[] now = [.. live.Take(DeletesPerStep)];
            var items = await run.Mailbox.FindItemsAsync([.. now.Select(entry => entry.Item)], cancellationToken);
            foreach (var (entry, item) in now.Zip(items))
            {
                // One that moved or changed between the two reads is newer than the request.
                if (item?.Folder == folder && item.Sequence == entry.Sequence)
                {
                    batch.Delete(item);
                }
            }

            if (!batch.IsEmpty && !await run.Mailbox.TryCommitStepAsync(batch, cancellationToken))
            {
                continue;
            }

            if (live.Length == now.Length && !page.More)
            {
                return true;
            }

            after = live.Length > now.Length ? now[^1].Sequence : page.ReadTo;
        }

        return false;
    }

    private static async Task<bool> PurgeAsync(ClearingRun run, CancellationToken cancellationToken)
    {
        var tree = new FolderTree(await run.Mailbox.ReadFoldersAsync(cancellationToken));
        foreach (var folder in run.Hidden(tree))
        {
            if (!await PurgeItemsAsync(run, folder, cancellationToken) || !await PurgeLogAsync(run, folder, cancellationToken))
            {
                return false;
            }

            await run.Mailbox.TryDeleteAsync([MailRows.Folder(folder)], cancellationToken); // false: it is gone already
        }

        return true;
    }

    private static async Task<bool> PurgeItemsAsync(ClearingRun run, int folder, CancellationToken cancellationToken)
    {
        while (run.TakeStep())
        {
            if (await run.BeginAsync(cancellationToken) is not { } batch)
            {
                return true;
            }

            var page = await run.Mailbox.ReadDatesAsync(folder, DatePosition.Start, DatePosition.End, PurgesPerStep, cancellationToken);
            if (page.Places.Count == 0)
            {
                return true;
            }

            var items = await run.Mailbox.FindItemsAsync([.. page.Places.Select(place => place.Item)], cancellationToken);
            foreach (var (place, item) in page.Places.Zip(items))
            {
                if (item?.Folder == folder)
                {
                    batch.Purge(item);
                }
                else
                {
                    // The two were read apart: it went meanwhile, and then the batch fails and the next step looks again.
                    batch.Rows.Delete(MailRows.Date(folder, place.ReverseTicks, place.Item));
                }
            }

            await run.Mailbox.TryCommitStepAsync(batch, cancellationToken);
        }

        return false;
    }

    private static async Task<bool> PurgeLogAsync(ClearingRun run, int folder, CancellationToken cancellationToken)
    {
        while (run.TakeStep())
        {
            var rows = await run.Mailbox.ReadLogRowsAsync(folder, 0, StorageLimits.MaximumBatchWrites, cancellationToken);
            if (rows.Count == 0)
            {
                return true;
            }

            await run.Mailbox.TryDeleteAsync(rows.Select(row => row.Key.Row), cancellationToken);
        }

        return false;
    }
}
