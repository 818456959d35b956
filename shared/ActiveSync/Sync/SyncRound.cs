using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>One try at answering a request, on the rows as they were read for it.</summary>
public sealed class SyncRound
{
    private bool changed;

    /// <summary>A round on these rows.</summary>
    public SyncRound(EasContext context, Device device, MailboxState state, DateTimeOffset now, int window)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Device = device;
        State = state;
        Now = now;
        Window = window;
        Batch = context.Mailbox.Begin(state, context.Origin);
    }

    /// <summary>The request.</summary>
    public EasContext Context { get; }

    /// <summary>The device row, with what the round has changed.</summary>
    public Device Device { get; private set; }

    /// <summary>The mailbox row as read.</summary>
    public MailboxState State { get; private set; }

    /// <summary>What the round writes.</summary>
    public MailboxBatch Batch { get; private set; }

    /// <summary>The moment of the round.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The device loops on a key that stays: a new one is given although nothing is new.</summary>
    public bool WantsFreshKey { get; init; }

    /// <summary>The drafts that the request sends.</summary>
    public DraftSends Sends { get; init; } = new();

    /// <summary>Items the answer may still hold.</summary>
    public int Window { get; private set; }

    /// <summary>Bytes the answer may still hold.</summary>
    public long Bytes { get; private set; } = SyncLimits.MaximumAnswerBytes;

    /// <summary>Last sequence of a folder, with what this round changes.</summary>
    public long LastSequence(int folder) => Batch.LastSequence(folder);

    /// <summary>Takes what a collection is told from what the answer may still hold.</summary>
    /// <param name="changes">What is told.</param>
    /// <param name="items">The items of Adds and Changes, as far as they are there.</param>
    public void Take(IReadOnlyList<FrozenChange> changes, IReadOnlyDictionary<long, Item> items)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(items);
        Window -= changes.Count;
        Bytes -= changes.Where(change => change.Kind == ChangeKind.Add).Sum(change => items.GetValueOrDefault(change.Item)?.Size ?? 0);
    }

    /// <summary>Takes a collection's new state into the device row.</summary>
    public void Keep(CollectionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Device = Device with { Collections = Device.Collections.With(state.Folder, state.Pack()) };
        changed = true;
    }

    /// <summary>Remembers the request for the next one, if this device leaves out what it sent before.</summary>
    public void Remember(byte[] request)
    {
        if (Device.SyncCache is { } known && !known.AsSpan().SequenceEqual(request))
        {
            Device = Device with { SyncCache = request };
            changed = true;
        }
    }

    /// <summary>Writes what there is so far.</summary>
    /// <returns>False, with nothing written, when another request was faster: the round is over, a new one must begin.</returns>
    public async Task<bool> TryCommitAsync(CancellationToken cancellationToken)
    {
        if (!changed && Batch.IsEmpty)
        {
            return true;
        }

        DeviceStore.Put(Batch, Device with
        {
            LastSeen = Now,
            UserAgent = Context.Request.UserAgent,
            ProtocolVersion = Context.Rules.Version.ToString(),
        });
        var isWritten = await Context.Mailbox.TryCommitAsync(Batch, cancellationToken);
        Sends.Settle(isWritten);
        return isWritten;
    }

    /// <summary>Writes what there is so far, and goes on with the rows as they are then.</summary>
    /// <returns>False when another request was faster.</returns>
    public async Task<bool> TryFlushAsync(DeviceStore devices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(devices);
        if (!await TryCommitAsync(cancellationToken)
            || await devices.FindAsync(Context.Mailbox.Id, Device.DeviceId, cancellationToken) is not { } device)
        {
            return false;
        }

        Device = device;
        State = await Context.Mailbox.ReadStateAsync(cancellationToken);
        Batch = Context.Mailbox.Begin(State, Context.Origin);
        changed = false;
        return true;
    }
}
