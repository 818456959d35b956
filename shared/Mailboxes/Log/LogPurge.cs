using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Log;

/// <summary>
/// Keeps the logs bounded: now and then, after a commit, the oldest rows of one or two folders are looked at, tombstones past
/// their retention are deleted, and the folder's floor rises over what was looked at. The floor is also where the next look
/// begins, so every row is passed once, and nothing ever scans a whole log.
/// </summary>
/// <remarks>
/// The last tombstone that is taken stays, until a later one takes its place: a Sync that read the mailbox row before the floor
/// rose meets it in the log and knows that it came too late. docs/decisions/0008-moves-and-long-operations.md.
/// </remarks>
internal sealed class LogPurge(IEntityStore entities, TimeProvider time)
{
    /// <summary>How long a tombstone is kept. A device that comes back after more than that begins the folder again.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    /// <summary>How much longer it stays in its row: more than clocks of two instances differ.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Sequences between two looks. A look takes more rows than so many changes make, so the log of a busy folder shrinks.</summary>
    public const int Every = 64;

    /// <summary>Rows of one look.</summary>
    public const int MaximumRows = 200;

    // The mailbox row goes with them.
    private const int MaximumDeletes = StorageLimits.MaximumBatchWrites - 1;

    /// <summary>True for a batch that crosses a multiple of <see cref="Every"/>.</summary>
    public static bool IsDue(MailboxBatch batch) => batch.Sequence / Every != batch.SequenceBefore / Every;

    /// <summary>
    /// Looks at the folder that the batch changed, because busy logs grow, and at one that is chosen by the sequence, because
    /// quiet ones are to have their turn. A failure is nobody's: it comes by again.
    /// </summary>
    public async Task RunAsync(Mailbox mailbox, MailboxBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            if (batch.LoggedFolder is { } busy)
            {
                await PurgeAsync(mailbox, busy, cancellationToken);
            }

            if (await mailbox.FindStateAsync(cancellationToken) is { FolderCount: > 0 } state && Next(state, batch.Sequence / Every) is { } quiet && quiet != batch.LoggedFolder)
            {
                await PurgeAsync(mailbox, quiet, cancellationToken);
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            // What the device asked for is written; the log waits.
        }
    }

    // Folders that have nothing above their floor are passed over.
    private static int? Next(MailboxState state, long turn)
    {
        for (var i = 0; i < state.FolderCount; i++)
        {
            var folder = state.FolderAt((int)((turn + i) % state.FolderCount));
            if (state.LastSequence(folder) > state.LogFloor(folder))
            {
                return folder;
            }
        }

        return null;
    }

    private async Task PurgeAsync(Mailbox mailbox, int folder, CancellationToken cancellationToken)
    {
        if (await mailbox.FindStateAsync(cancellationToken) is not { } state || !state.HasFolder(folder))
        {
            return;
        }

        var oldest = time.GetUtcNow() - Retention - Grace;
        var rows = await mailbox.ReadLogRowsAsync(folder, Math.Max(0, state.LogFloor(folder) - 1), MaximumRows, cancellationToken);
        var batch = mailbox.Begin(state, Origin.Server);
        var passed = 0;
        Entity? kept = null;
        foreach (var row in rows.TakeWhile(row => LogRow.WrittenAt(row) <= oldest && batch.Rows.Writes.Count < MaximumDeletes))
        {
            passed++;
            if (!LogRow.IsExpired(row, oldest))
            {
                continue;
            }

            if (kept is not null)
            {
                batch.Rows.Delete(kept.Key.Row, kept.ETag);
                batch.RaiseFloor(folder, LogRow.Sequence(row));
            }

            kept = row;
        }

        if (passed == MaximumRows)
        {
            // Live rows only, or nearly so: the floor passes them too, for a row that stays where it is becomes no tombstone.
            batch.RaiseFloor(folder, LogRow.Sequence(rows[^1]));
        }

        if (!batch.IsEmpty)
        {
            await entities.TryWriteAsync(batch.Complete(), cancellationToken); // false: somebody else came first
        }
    }
}
