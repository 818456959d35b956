using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>
/// Finds what a device is to be told of a collection: first the log since its watermark, then what has left the filter's window,
/// then the walk through the date index. Reads in proportion to what it finds, and writes nothing.
/// </summary>
/// <remarks>docs/decisions/0003-sync-state.md.</remarks>
public sealed class ChangeFinder
{
    // Rows of one page of a query, so that a small change costs a small read.
    private const int PageRows = 500;

    // Where a folder's items of one day are more than a page, the next look for expired ones comes soon.
    private static readonly TimeSpan ExpiryLookAhead = TimeSpan.FromDays(1);
    private static readonly TimeSpan ExpirySoon = TimeSpan.FromMinutes(5);

    private readonly IMailboxView mailbox;
    private readonly Origin device;
    private readonly HeldItems held;
    private readonly IReadOnlyDictionary<long, Item?> own;
    private readonly DateTimeOffset now;
    private readonly bool readItems;
    private readonly List<FrozenChange> changes = [];
    private readonly Dictionary<long, Item> items = [];
    private readonly HashSet<long> segments = [];
    private readonly HashSet<long> toldNow = [];
    private CollectionState state;
    private IReadOnlyList<FrozenChange>? told;
    private DatePosition edge;
    private int room;
    private long bytes;
    private int budget = SyncLimits.MaximumLogEntries;

    /// <summary>Looks on behalf of one device.</summary>
    /// <param name="mailbox">The mailbox it sees.</param>
    /// <param name="device">Whose own changes are no news.</param>
    /// <param name="held">What it holds, before <paramref name="told"/>.</param>
    /// <param name="told">What the answer before told: it counts as held.</param>
    /// <param name="own">Items that this request itself has changed: as they are now, null for those that left the folder.</param>
    /// <param name="state">Where the device stands.</param>
    /// <param name="now">The moment that the filter's window is measured from.</param>
    /// <param name="readItems">False when only the number matters.</param>
    public ChangeFinder(
        IMailboxView mailbox,
        Origin device,
        HeldItems held,
        IReadOnlyList<FrozenChange> told,
        IReadOnlyDictionary<long, Item?> own,
        CollectionState state,
        DateTimeOffset now,
        bool readItems)
    {
        this.mailbox = mailbox;
        this.device = device;
        this.held = held;
        this.told = told;
        this.own = own;
        this.state = state;
        this.now = now;
        this.readItems = readItems;
    }

    /// <summary>Finds up to <paramref name="window"/> changes.</summary>
    /// <param name="lastSequence">The newest entry of the folder's log.</param>
    /// <param name="window">Most changes; at least 1.</param>
    /// <param name="maximumBytes">Most bytes of items; one item is given whatever its size.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ChangePage> FindAsync(long lastSequence, int window, long maximumBytes, CancellationToken cancellationToken)
    {
        room = window;
        bytes = maximumBytes;
        edge = Edge(state.Options.Filter, state.Class, now);
        var logDone = await FromLogAsync(lastSequence, cancellationToken);
        if (logDone && !state.Complete)
        {
            await WalkAsync(cancellationToken);
        }

        if (logDone && state.Complete)
        {
            await SlideAsync(cancellationToken);
        }

        var more = !logDone || !state.Complete || state.HeldEnd > state.Cursor;
        return new(changes, items, state, more);
    }

    /// <summary>True when there may be something to find: without this, nothing is read.</summary>
    public static bool MayHaveNews(CollectionState state, long lastSequence, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return lastSequence > state.Watermark || !state.Complete || state.HeldEnd > state.Cursor || state.NextExpiry <= now;
    }

    /// <summary>The state with another filter: the walk goes on, or a trim begins, from where it stands.</summary>
    public static CollectionState WithFilter(CollectionState state, CollectionOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Filter == state.Options.Filter)
        {
            return state with { Options = options };
        }

        // Since the walk ended the window has slid on: what came behind it was not told, so the walk begins at its edge of now.
        var slid = Edge(state.Options.Filter, state.Class, now);
        var walked = state.Complete && slid < state.Cursor ? slid : state.Cursor;
        var edge = Edge(options.Filter, state.Class, now);
        return state with
        {
            Options = options,
            Complete = walked >= edge,
            Cursor = walked >= edge ? edge : walked,
            TrimmedTo = null,
            NextExpiry = null,
        };
    }

    private static DatePosition Edge(FilterType filter, ItemClass itemClass, DateTimeOffset now) =>
        FilterRules.Window(filter, itemClass) is { } window ? DatePosition.Behind(now - window) : DatePosition.End;

    /// <summary>Lets the window slide to where it is now: what it leaves behind is trimmed, then the next time to look is found.</summary>
    private async Task SlideAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (state.HeldEnd > state.Cursor)
            {
                await TrimAsync(cancellationToken);
            }

            if (state.HeldEnd > state.Cursor || state.NextExpiry > now)
            {
                return;
            }

            if (state.Cursor <= edge)
            {
                await FindExpiryAsync(cancellationToken);
                return;
            }

            // Time went on since the walk or the last trim ended.
            state = state with { Cursor = edge };
        }
    }

    private async Task<bool> FromLogAsync(long lastSequence, CancellationToken cancellationToken)
    {
        while (state.Watermark < lastSequence)
        {
            if (room == 0 || bytes <= 0 || budget <= 0)
            {
                return false;
            }

            var page = await mailbox.ReadLogAsync(state.Folder, state.Watermark, lastSequence, Math.Min(PageRows, budget), cancellationToken);
            budget -= page.Entries.Count;
            if (!await FromLogAsync(page, cancellationToken))
            {
                return false;
            }

            state = state with { Watermark = page.ReadTo };
        }

        return true;
    }

    private async Task<bool> FromLogAsync(LogPage page, CancellationToken cancellationToken)
    {
        var last = new Dictionary<long, long>(page.Entries.Count);
        foreach (var entry in page.Entries)
        {
            last[entry.Item] = entry.Sequence;
        }

        await LoadAsync(last.Keys, cancellationToken);
        var decided = new List<(LogEntry Entry, ChangeKind Kind)>();
        foreach (var entry in page.Entries)
        {
            if (last[entry.Item] == entry.Sequence && !HasLeft(entry.Item) && Decide(entry) is { } kind)
            {
                decided.Add((entry, kind));
            }
        }

        var read = await ReadItemsAsync(decided.Where(one => one.Kind is ChangeKind.Add or ChangeKind.Change).Select(one => one.Entry.Item), cancellationToken);
        foreach (var (entry, kind) in decided)
        {
            if (!Fits(entry.Item))
            {
                return false;
            }

            if (Take(entry.Item, kind, read) && kind == ChangeKind.Add)
            {
                Expect(entry.Received);
            }

            state = state with { Watermark = entry.Sequence };
        }

        return true;
    }

    private ChangeKind? Decide(LogEntry entry)
    {
        var holds = held.Contains(entry.Item);
        if (entry.Gone)
        {
            return holds ? ChangeKind.Delete : null;
        }

        var place = DatePosition.Of(entry.Received, entry.Item);
        if (place > edge)
        {
            return holds ? ChangeKind.SoftDelete : null;
        }

        if (holds)
        {
            return entry.IsNewsFor(device) ? ChangeKind.Change : null;
        }

        return place <= state.Cursor ? ChangeKind.Add : null; // else the walk will come to it
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        while (room > 0 && budget > 0)
        {
            var from = state.TrimmedTo ?? state.Cursor;
            var page = await mailbox.ReadDatesAsync(state.Folder, from, state.HeldEnd, Math.Min(PageRows, budget), cancellationToken);
            budget -= page.Places.Count;
            await LoadAsync(page.Places.Select(place => place.Item), cancellationToken);
            foreach (var place in page.Places)
            {
                if (held.Contains(place.Item) && !toldNow.Contains(place.Item) && !Fits(place.Item))
                {
                    return;
                }

                if (held.Contains(place.Item) && !toldNow.Contains(place.Item))
                {
                    Tell(place.Item, ChangeKind.SoftDelete);
                }

                state = state with { TrimmedTo = place };
            }

            if (!page.More)
            {
                state = state with { HeldEnd = state.Cursor, TrimmedTo = null, NextExpiry = null };
                return;
            }

            state = state with { TrimmedTo = page.ReadTo };
        }
    }

    private async Task WalkAsync(CancellationToken cancellationToken)
    {
        while (room > 0 && budget > 0 && bytes > 0)
        {
            var page = await mailbox.ReadDatesAsync(state.Folder, state.Cursor, edge, Math.Min(PageRows, Math.Min(room, budget)), cancellationToken);
            budget -= page.Places.Count;
            await LoadAsync(page.Places.Select(place => place.Item), cancellationToken);
            var wanted = page.Places.Where(place => !held.Contains(place.Item) && !HasLeft(place.Item)).Select(place => place.Item).ToHashSet();
            var read = await ReadItemsAsync(wanted, cancellationToken);
            foreach (var place in page.Places)
            {
                if (wanted.Contains(place.Item) && !toldNow.Contains(place.Item) && !Fits(place.Item))
                {
                    return;
                }

                if (!toldNow.Contains(place.Item) && wanted.Contains(place.Item))
                {
                    Take(place.Item, ChangeKind.Add, read);
                }

                MoveCursor(place);
            }

            if (!page.More)
            {
                MoveCursor(edge);
                state = state with { Complete = true, NextExpiry = null };
                return;
            }
        }
    }

    private void MoveCursor(DatePosition place) =>
        state = state with { Cursor = place, HeldEnd = place > state.HeldEnd ? place : state.HeldEnd };

    // The oldest item inside the window is the last one before the edge. The index runs the other way, so a day is read.
    private async Task FindExpiryAsync(CancellationToken cancellationToken)
    {
        if (FilterRules.Window(state.Options.Filter, state.Class) is not { } window)
        {
            state = state with { NextExpiry = null };
            return;
        }

        var from = DatePosition.Behind(now - window + ExpiryLookAhead);
        var page = await mailbox.ReadDatesAsync(state.Folder, from, edge, SyncLimits.MaximumLogEntries / 4, cancellationToken);
        state = state with
        {
            NextExpiry = page switch
            {
                { More: true } => now + ExpirySoon,
                { Places: [.., var oldest] } => FilterRules.Leaves(oldest.Received, window),
                _ => now + ExpiryLookAhead,
            },
        };
    }

    private void Expect(DateTimeOffset received)
    {
        if (state.NextExpiry is { } expiry && FilterRules.Window(state.Options.Filter, state.Class) is { } window && FilterRules.Leaves(received, window) < expiry)
        {
            state = state with { NextExpiry = FilterRules.Leaves(received, window) };
        }
    }

    private async Task LoadAsync(IEnumerable<long> wanted, CancellationToken cancellationToken)
    {
        if (told is { } fresh)
        {
            told = null;
            await held.ApplyAsync(fresh, cancellationToken);
        }

        await held.LoadAsync(wanted, cancellationToken);
    }

    private async Task<Dictionary<long, Item>?> ReadItemsAsync(IEnumerable<long> wanted, CancellationToken cancellationToken)
    {
        if (!readItems)
        {
            return null;
        }

        var read = new Dictionary<long, Item>();
        foreach (var item in await mailbox.FindItemsAsync([.. wanted.Where(item => !own.ContainsKey(item))], cancellationToken))
        {
            // One that left meanwhile is left out: the log says so after the sequence we tell up to.
            if (item is not null && item.Folder == state.Folder)
            {
                read[item.Id] = item;
            }
        }

        return read;
    }

    // An answer tells of an item once: what comes to it again ends the page, and is decided anew when this has arrived.
    private bool Fits(long item) =>
        room > 0 && !toldNow.Contains(item) && bytes > 0 && (segments.Count < SyncLimits.MaximumSegments || segments.Contains(item / HeldSegment.Items));

    // This very request took it out of the folder, which the rows that were read do not show yet.
    private bool HasLeft(long item) => own.TryGetValue(item, out var mine) && mine is null;

    private bool Take(long item, ChangeKind kind, Dictionary<long, Item>? read)
    {
        if (kind is ChangeKind.Add or ChangeKind.Change && read is not null)
        {
            var found = own.TryGetValue(item, out var mine) ? mine : read.GetValueOrDefault(item);
            if (found is null)
            {
                return false;
            }

            items[item] = found;
            bytes -= kind == ChangeKind.Add ? found.Size : 0;
        }

        Tell(item, kind);
        return true;
    }

    private void Tell(long item, ChangeKind kind)
    {
        changes.Add(new(item, kind));
        toldNow.Add(item);
        segments.Add(item / HeldSegment.Items);
        room--;
    }
}
