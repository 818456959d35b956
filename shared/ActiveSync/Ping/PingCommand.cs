using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>Ping: holds the line until a folder has something new.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.13 Ping. While it waits it holds no thread, no body and no row.</remarks>
public sealed class PingCommand(IEntityStore entities, DeviceStore devices, HeldRequests heldRequests, PushOptions push, LoopGuard guard, TimeProvider time) : IEasCommand
{
    /// <summary>Folders of one Ping: what the small row of a device can remember, far above what devices watch.</summary>
    public const int MaximumFolders = 300;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Ping;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sent = PingRequestParser.Parse(context.Body.Bytes.Span, out var common);
        if (common is { } status)
        {
            return CommonAnswer.Of(context.Request, status);
        }

        context.Body.Dispose();
        if (sent is null)
        {
            return Answer(PingStatus.ProtocolError);
        }

        var parameters = sent.Over(PingParameters.Unpack(context.Device.PingCache));
        return Check(parameters, push.LongestFor(context.Service)) ?? await HoldAsync(context, parameters, cancellationToken);
    }

    private static EasAnswer? Check(PingParameters parameters, TimeSpan longestHeartbeat)
    {
        if (parameters.HeartbeatSeconds is not { } heartbeat || parameters.Folders is not { } folders)
        {
            return Answer(PingStatus.SendAll);
        }

        if (folders.Count > MaximumFolders)
        {
            return Answer(PingStatus.TooManyFolders, PingPage.MaxFolders, MaximumFolders);
        }

        var shortest = (int)PushOptions.ShortestHeartbeat.TotalSeconds;
        var longest = (int)longestHeartbeat.TotalSeconds;
        return heartbeat < shortest || heartbeat > longest
            ? Answer(PingStatus.HeartbeatOutOfRange, PingPage.HeartbeatInterval, heartbeat < shortest ? shortest : longest)
            : null;
    }

    private async Task<EasAnswer> HoldAsync(EasContext context, PingParameters parameters, CancellationToken cancellationToken)
    {
        using var held = heldRequests.Enter(HeldKind.Ping, context, TimeSpan.FromSeconds(parameters.HeartbeatSeconds!.Value), cancellationToken);
        var device = context.Device;
        var state = context.State;
        var remembered = parameters.Pack();
        while (true)
        {
            var look = await LookAsync(context, device, state, parameters.Folders!, cancellationToken);
            await RememberAsync(context, device, state, remembered, look.Advanced, cancellationToken);
            if (look.Status is { } status)
            {
                foreach (var folder in look.Changed.Select(id => ServerIds.ParseCollection(id)).OfType<int>())
                {
                    guard.Woke(context, folder, state.LastSequence(folder));
                }

                return Answer(status, look.Changed);
            }

            if (await held.WaitAsync(state, cancellationToken) is not (HeldEnd.Changed or HeldEnd.LookAgain))
            {
                return Answer(PingStatus.HeartbeatExpired);
            }

            // A FolderSync is what the gate, or the key that is no longer good, gives its answer to.
            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again
                || !await context.MayGoOnAsync(again, cancellationToken))
            {
                return Answer(PingStatus.FolderSyncRequired);
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }
    }

    private async Task<PingLook> LookAsync(EasContext context, Device device, MailboxState state, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        if (HierarchyState.Unpack(device.Hierarchy)?.Sequence != state.HierarchySequence)
        {
            return new(PingStatus.FolderSyncRequired, [], []);
        }

        var changed = new List<string>();
        var advanced = new List<CollectionState>();
        foreach (var id in folders)
        {
            if (ServerIds.ParseCollection(id) is not { } folder || !state.HasFolder(folder))
            {
                return new(PingStatus.FolderSyncRequired, [], []);
            }

            // A folder that was never synchronised has news: its Sync will say what to do.
            var collection = CollectionState.Unpack(folder, device.Collections.Find(folder));
            if ((collection is null || await HasNewsAsync(context, device, state, collection, advanced, cancellationToken))
                && guard.MayWake(context, folder, state.LastSequence(folder)))
            {
                changed.Add(id);
            }
        }

        return new(changed.Count > 0 ? PingStatus.Changes : null, changed, advanced);
    }

    /// <summary>Asks what Sync would ask, so that a Ping never wakes a device for nothing.</summary>
    private async Task<bool> HasNewsAsync(
        EasContext context,
        Device device,
        MailboxState state,
        CollectionState collection,
        List<CollectionState> advanced,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = state.LastSequence(collection.Folder);
        if (!ChangeFinder.MayHaveNews(collection, last, now))
        {
            return false;
        }

        if (collection.Watermark < state.LogFloor(collection.Folder))
        {
            return true; // Sync will say that the folder must begin again
        }

        var held = new HeldItems(entities, context.Mailbox.Id, device.DeviceId, collection.Folder, collection.Key.Epoch);
        var told = FrozenChange.Unpack(collection.Frozen.Span);
        while (true)
        {
            var finder = new ChangeFinder(context.Mailbox, context.Origin, held, told, new Dictionary<long, Item?>(), collection, now, readItems: true);
            var page = await finder.FindAsync(last, 1, long.MaxValue, cancellationToken);
            if (page.Changes.Count > 0 || page.Expired)
            {
                return true;
            }

            collection = page.State;
            if (!page.More)
            {
                // Nothing for this device, so the next look begins here.
                advanced.Add(collection);
                return false;
            }
        }
    }

    // A lost race loses only a convenience, so it is not an error.
    private Task RememberAsync(
        EasContext context,
        Device device,
        MailboxState state,
        byte[] remembered,
        IReadOnlyList<CollectionState> advanced,
        CancellationToken cancellationToken)
    {
        var known = device.PingCache.AsSpan().SequenceEqual(remembered);
        return known && advanced.Count == 0
            ? Task.CompletedTask
            : DeviceUpdate.ApplyAsync(
                context.Mailbox,
                state,
                context.Origin,
                device,
                devices,
                row => Advance(row, advanced) with
                {
                    PingCache = row.PingCache.AsSpan().SequenceEqual(remembered) ? row.PingCache : remembered,
                    PingSeconds = PingParameters.Unpack(remembered)?.HeartbeatSeconds ?? row.PingSeconds,
                },
                cancellationToken);
    }

    // Only while the collection still is at the same key: a Sync that came in between knows better.
    private static Device Advance(Device row, IReadOnlyList<CollectionState> advanced)
    {
        foreach (var state in advanced)
        {
            if (CollectionState.Unpack(state.Folder, row.Collections.Find(state.Folder))?.Key == state.Key)
            {
                row = row with { Collections = row.Collections.With(state.Folder, state.Pack()) };
            }
        }

        return row;
    }

    private static EasAnswer Answer(PingStatus status, IReadOnlyList<string> changed) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(PingPage.Ping);
        writer.Element(PingPage.Status, (int)status);
        if (changed.Count > 0)
        {
            writer.Start(PingPage.Folders);
            foreach (var folder in changed)
            {
                writer.Element(PingPage.Folder, folder);
            }

            writer.End();
        }

        writer.End();
    });

    private static EasAnswer Answer(PingStatus status, WbxmlTag? name = null, int value = 0) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(PingPage.Ping);
        writer.Element(PingPage.Status, (int)status);
        if (name is { } tag)
        {
            writer.Element(tag, value);
        }

        writer.End();
    });
}
