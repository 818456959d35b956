using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Answers one collection of a Sync: which key came, what the device did, what it is told.</summary>
/// <remarks>[MS-ASCMD] 3.1.5.9 and docs/decisions/0003-sync-state.md. Holds nothing between requests.</remarks>
public sealed class CollectionSync(IEntityStore entities, DeviceStore devices, CommandExecutor commands, Func<uint> newEpoch)
{
    // The device row, the mailbox row and two outbox rows (blobs, the device's listing) beside items and segments.
    private const int ReservedWrites = 5;

    // Writes that may stand in the batch when another collection's begin.
    private const int ShareableWrites = 30;

    /// <summary>Answers a collection within a round.</summary>
    /// <returns>Null when a race was lost: the whole round begins again.</returns>
    public async Task<CollectionAnswer?> AnswerAsync(SyncCollection asked, SyncRound round, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(round);
        if (!SyncKey.TryParse(asked.SyncKey, out var key))
        {
            return CollectionAnswer.Failed(asked, SyncStatus.InvalidSyncKey);
        }

        if (ServerIds.ParseCollection(asked.CollectionId) is not { } folder || !round.State.HasFolder(folder))
        {
            return CollectionAnswer.Failed(asked, SyncStatus.HierarchyChanged);
        }

        // What another collection's commands have moved into this folder is news here, and must stand in the log before it is read.
        var isStale = round.LastSequence(folder) > round.State.LastSequence(folder);
        if ((isStale || round.Batch.Rows.Writes.Count > (asked.Commands.Count > 0 ? 0 : ShareableWrites)) && !await round.TryFlushAsync(devices, cancellationToken))
        {
            return null;
        }

        if (key.IsZero)
        {
            return await StartAsync(asked, folder, round, cancellationToken);
        }

        var state = CollectionState.Unpack(folder, round.Device.Collections.Find(folder));
        if (state is null
            || state.Key.Epoch != key.Epoch
            || state.ContentVersion != SyncLimits.ContentVersion
            || state.Watermark < round.State.LogFloor(folder))
        {
            return CollectionAnswer.Failed(asked, SyncStatus.InvalidSyncKey);
        }

        if (asked.Options is { } options && FilterRules.Check(options.Filter, state.Class) is not null)
        {
            return CollectionAnswer.Failed(asked, SyncStatus.FilterNotSupported);
        }

        if (key.Generation == state.Key.Generation && key.Attempt <= state.Key.Attempt)
        {
            return await GoOnAsync(asked, state, key, round, cancellationToken);
        }

        return key.Generation + 1 == state.Key.Generation
            ? await RepeatAsync(asked, state, key.Generation, round, cancellationToken)
            : CollectionAnswer.Failed(asked, SyncStatus.InvalidSyncKey);
    }

    /// <summary>Throws away what a request made ready and did not send.</summary>
    public Task DiscardAsync(DraftSends sends) => commands.DiscardAsync(sends);

    /// <summary>Key 0: a new epoch. Nothing is told yet.</summary>
    private async Task<CollectionAnswer?> StartAsync(SyncCollection asked, int folder, SyncRound round, CancellationToken cancellationToken)
    {
        if (asked.Commands.Count > 0)
        {
            return CollectionAnswer.Failed(asked, SyncStatus.ProtocolError);
        }

        if (await round.Context.Mailbox.FindFolderAsync(folder, cancellationToken) is not { SyncDisabled: false } found)
        {
            return CollectionAnswer.Failed(asked, SyncStatus.HierarchyChanged);
        }

        var options = asked.Options ?? CollectionOptions.Default;
        if (FilterRules.Check(options.Filter, found.Class) is not null)
        {
            return CollectionAnswer.Failed(asked, SyncStatus.FilterNotSupported);
        }

        if (!await DropSegmentsAsync(folder, round, cancellationToken))
        {
            return null;
        }

        var state = new CollectionState
        {
            Folder = folder,
            Key = new(newEpoch(), 1, 0),
            Class = found.Class,
            Options = options,
            Supported = asked.Supported,
            Watermark = round.LastSequence(folder),
            RequestHash = asked.Hash,
        };
        round.Keep(state);
        return new() { CollectionId = asked.CollectionId, SyncKey = state.Key.ToString(), Folder = folder };
    }

    // What older epochs left behind. Few rows: one for 4096 items.
    private async Task<bool> DropSegmentsAsync(int folder, SyncRound round, CancellationToken cancellationToken)
    {
        var prefix = HeldItems.FolderPrefix(round.Device.DeviceId, folder);
        var query = EntityQuery.WithPrefix(Tables.Mail, round.Context.Mailbox.Id.Partition, prefix, 500);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (round.Batch.Rows.Room <= ReservedWrites)
                {
                    return await round.TryFlushAsync(devices, cancellationToken) && await DropSegmentsAsync(folder, round, cancellationToken);
                }

                round.Batch.Rows.Delete(row.Key.Row, row.ETag);
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return true;
    }

    /// <summary>The newest key: the last answer arrived.</summary>
    private async Task<CollectionAnswer?> GoOnAsync(SyncCollection asked, CollectionState state, SyncKey key, SyncRound round, CancellationToken cancellationToken)
    {
        var next = asked.Options is { } options ? ChangeFinder.WithFilter(state, options, round.Now) : state;
        if (asked.Commands.Count == 0 && !round.WantsFreshKey && !WantsNews(asked, next, round))
        {
            return Quiet(asked, state, next, round);
        }

        var held = Held(state, round);
        var told = FrozenChange.Unpack(state.Frozen.Span);

        // Of a large request that is going on, or sent under the key before in an attempt whose answer did not arrive: both may come again.
        var isKnown = state.ExecutedOn == state.Key.Generation || key.Attempt < state.Key.Attempt;
        var run = new CommandRun(asked, isKnown ? ExecutedCommand.Unpack(state.Executed.Span) : []);
        if (asked.Commands.Count > 0)
        {
            await held.ApplyAsync(told, cancellationToken);
            CollectionState Interim() => run.Holding(next) with
            {
                Frozen = default, // taken up by the segments that go with it
                ExecutedOn = state.Key.Generation,
                Executed = ExecutedCommand.Pack(run.Executed),
            };
            if (!await commands.ExecuteAsync(run, next, Interim, held, round, cancellationToken))
            {
                return null;
            }

            told = [];
            next = run.Holding(next);
        }

        var page = new ChangePage([], new Dictionary<long, Item>(), next, false);
        if (WantsNews(asked, next, round))
        {
            var finder = new ChangeFinder(round.Context.Mailbox, round.Context.Origin, held, told, run.Own, next, round.Now, readItems: true);
            page = await finder.FindAsync(round.State.LastSequence(state.Folder), Math.Min(asked.Window ?? SyncLimits.DefaultWindow, round.Window), round.Bytes, cancellationToken);
        }

        if (page.Expired && run.Responses.Count == 0)
        {
            return CollectionAnswer.Failed(asked, SyncStatus.InvalidSyncKey);
        }

        if (page.Expired)
        {
            // What was carried out is answered, or the device would do it once more after it has started again: the next request tells it to.
            page = new ChangePage([], new Dictionary<long, Item>(), next, More: true);
        }

        if (page.Changes.Count == 0 && run.Responses.Count == 0 && !round.WantsFreshKey)
        {
            return Quiet(asked, state, page.State, round) with { Fetched = run.Fetched, Silent = run.Fetched.Count == 0 && !page.More, More = page.More };
        }

        await held.ApplyAsync(told, cancellationToken);
        var last = page.State with
        {
            Key = new(state.Key.Epoch, state.Key.Generation + 1, 0),
            Frozen = FrozenChange.Pack(page.Changes),
            FrozenMore = page.More,
            RequestHash = asked.Hash,
            ExecutedOn = state.Key.Generation,
            Executed = ExecutedCommand.Pack(run.Executed),

            // Up to here everything was told, and what this request did itself is no news.
            Watermark = page.State.Watermark >= round.State.LastSequence(state.Folder) ? round.LastSequence(state.Folder) : page.State.Watermark,
        };
        held.Put(round.Batch.Rows);
        round.Keep(last);
        round.Take(page.Changes, page.Items);
        return new()
        {
            CollectionId = asked.CollectionId,
            SyncKey = last.Key.ToString(),
            Folder = state.Folder,
            Changes = page.Changes,
            Items = page.Items,
            Responses = run.Responses,
            Fetched = run.Fetched,
            Options = last.Options,
            More = page.More,
        };
    }

    /// <summary>The key before: our answer was lost, or the device went on without it.</summary>
    private async Task<CollectionAnswer?> RepeatAsync(SyncCollection asked, CollectionState state, uint generation, SyncRound round, CancellationToken cancellationToken)
    {
        if (asked.Options is { } options && asked.Hash != state.RequestHash)
        {
            // They are sent once and hold from then on, whichever answer is lost.
            state = ChangeFinder.WithFilter(state, options, round.Now);
            KeepIfChanged(state, round);
        }

        var told = FrozenChange.Unpack(state.Frozen.Span);
        var run = new CommandRun(asked, state.ExecutedOn == generation ? ExecutedCommand.Unpack(state.Executed.Span) : []);
        if (asked.Hash != state.RequestHash && run.Open.Count > 0)
        {
            var held = Held(state, round);
            await held.LoadAsync(told.Select(change => change.Item), cancellationToken);
            var before = state;
            var frozen = told;
            run.Untold(frozen.Where(change => change.Kind == ChangeKind.Change).Select(change => change.Item));
            CollectionState Interim() => run.Holding(before) with
            {
                // What the device itself took away must not be taken up again.
                Frozen = FrozenChange.Pack([.. frozen.Where(change => !run.HasLeft(change.Item))]),
                ExecutedOn = generation,
                Executed = ExecutedCommand.Pack(run.Executed),
            };
            if (!await commands.ExecuteAsync(run, state, Interim, held, round, cancellationToken))
            {
                return null;
            }

            held.Put(round.Batch.Rows);
            state = Interim() with { Key = state.Key with { Attempt = state.Key.Attempt + 1 }, RequestHash = asked.Hash };
            told = FrozenChange.Unpack(state.Frozen.Span);
            round.Keep(state);
        }
        else if (asked.Commands.Count > 0)
        {
            await run.ReadItemsAsync(state.Folder, round.Context.Mailbox, cancellationToken);
        }

        var items = await FindAsync(told.Where(change => change.Kind is ChangeKind.Add or ChangeKind.Change), run, state.Folder, round, cancellationToken);
        round.Take(told, items);
        return new()
        {
            CollectionId = asked.CollectionId,
            SyncKey = state.Key.ToString(),
            Folder = state.Folder,
            Changes = [.. told.Where(change => change.Kind is ChangeKind.Delete or ChangeKind.SoftDelete || items.ContainsKey(change.Item))],
            Items = items,
            Responses = run.Responses,
            Fetched = run.Fetched,
            Options = asked.Options ?? state.Options,
            More = state.FrozenMore,
            Replayed = asked.Hash == state.RequestHash && asked.Commands.Count == 0,
        };
    }

    private static bool WantsNews(SyncCollection asked, CollectionState state, SyncRound round) =>
        asked.GetChanges != false && round.Window > 0 && round.Bytes > 0 && ChangeFinder.MayHaveNews(state, round.State.LastSequence(state.Folder), round.Now);

    /// <summary>No new key. Places that moved on and options that changed are kept all the same.</summary>
    private static CollectionAnswer Quiet(SyncCollection asked, CollectionState before, CollectionState after, SyncRound round)
    {
        if (!ReferenceEquals(after, before))
        {
            KeepIfChanged(after, round);
        }

        return new()
        {
            CollectionId = asked.CollectionId,
            SyncKey = before.Key.ToString(),
            Folder = before.Folder,
            Options = after.Options,
            Silent = true,
        };
    }

    // Options are sent with most requests and rarely differ, so the bytes are compared.
    private static void KeepIfChanged(CollectionState state, SyncRound round)
    {
        if (!state.Pack().AsSpan().SequenceEqual(round.Device.Collections.Find(state.Folder)))
        {
            round.Keep(state);
        }
    }

    private HeldItems Held(CollectionState state, SyncRound round) =>
        new(entities, round.Context.Mailbox.Id, round.Device.DeviceId, state.Folder, state.Key.Epoch);

    private static async Task<Dictionary<long, Item>> FindAsync(
        IEnumerable<FrozenChange> told,
        CommandRun run,
        int folder,
        SyncRound round,
        CancellationToken cancellationToken)
    {
        var found = await round.Context.Mailbox.FindItemsAsync([.. told.Select(change => change.Item)], cancellationToken);
        return found.OfType<Item>()
            .Select(item => run.Own.GetValueOrDefault(item.Id) ?? item)
            .Where(item => item.Folder == folder)
            .ToDictionary(item => item.Id);
    }
}
