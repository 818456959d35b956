using Carbonio.Cloud.ActiveSync.Http;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Waste;

/// <summary>
/// Finds devices that ask the same again and again, and says what is to be done about it: docs/decisions/0009-waste-and-loops.md.
/// Lives in the memory of one process, reads and writes no store, and forgets the device that it saw longest ago.
/// </summary>
/// <remarks>Only an answer that brings nothing is ever held back: what is new always reaches the device.</remarks>
public sealed partial class LoopGuard(TimeProvider time, EasMetrics metrics, ILogger<LoopGuard> logger, TimeSpan patience, int maximumDevices = WasteLimits.MaximumDevices)
{
    private readonly Lock gate = new();
    private readonly Dictionary<WasteKey, LinkedListNode<DeviceWaste>> devices = [];
    private readonly LinkedList<DeviceWaste> bySight = new();
    private readonly DateTimeOffset begun = time.GetUtcNow();
    private readonly long begunAt = time.GetTimestamp();

    // A clock that is set back must make no pause longer.
    private DateTimeOffset Now => begun + time.GetElapsedTime(begunAt);

    /// <summary>Devices that are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (gate)
            {
                return devices.Count;
            }
        }
    }

    /// <summary>A Sync was answered with nothing that the device had not been told before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">Names its bytes.</param>
    /// <param name="isQuiet">A fresh key can be given: nothing is new, and nothing is wrong.</param>
    public SyncDamping SyncRepeated(EasContext context, ulong request, bool isQuiet)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            var device = See(context);
            var damping = device.CountSync(request, isQuiet, Now);
            if (damping != SyncDamping.None)
            {
                Note(context, device, damping.WantsFreshKey ? LoopKind.FreshKey : LoopKind.Sync);
            }

            return damping;
        }
    }

    /// <summary>What is left of a pause that the device was given for this Sync; null for none.</summary>
    public TimeSpan? SyncPauseLeft(EasContext context, ulong request)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            var device = See(context);
            var left = device.SyncPauseLeft(request, Now);
            if (left is not null)
            {
                Note(context, device, LoopKind.Sync);
            }

            return left;
        }
    }

    /// <summary>The answer to a collection's key before was asked for again.</summary>
    /// <param name="context">The request.</param>
    /// <param name="collection">Names the collection's bytes.</param>
    /// <returns>True when the device shall start the collection afresh.</returns>
    public bool Replayed(EasContext context, ulong collection)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            var device = See(context);
            var isOneTooMany = device.CountReplay(collection, Now);
            if (isOneTooMany)
            {
                Note(context, device, LoopKind.Replay);
            }

            return isOneTooMany;
        }
    }

    /// <summary>A FolderSync came.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">Its key.</param>
    /// <returns>How long the device is to stay away, if nothing is new; null when it may ask.</returns>
    public TimeSpan? FolderSyncCame(EasContext context, ulong key)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            return See(context).CountFolderSync(key, Now);
        }
    }

    /// <summary>A FolderSync was told to stay away.</summary>
    public void FolderSyncDamped(EasContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            Note(context, See(context), LoopKind.FolderSync);
        }
    }

    /// <summary>Whether a folder may end a Ping.</summary>
    /// <param name="context">The request.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="sequence">The last sequence of the folder's log.</param>
    public bool MayWake(EasContext context, int folder, long sequence)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            var device = See(context);
            var may = device.MayWake(folder, sequence, Now, out var isFirst);
            if (isFirst)
            {
                Note(context, device, LoopKind.Ping);
            }

            return may;
        }
    }

    /// <summary>A folder has ended a Ping.</summary>
    public void Woke(EasContext context, int folder, long sequence)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            See(context).Woke(folder, sequence, Now);
        }
    }

    /// <summary>A Sync has brought something of a folder, or made the device start it afresh.</summary>
    public void Synced(EasContext context, int folder)
    {
        ArgumentNullException.ThrowIfNull(context);
        lock (gate)
        {
            See(context).Synced(folder);
        }
    }

    private DeviceWaste See(EasContext context)
    {
        var key = new WasteKey(context.Mailbox.Id.Partition, context.Origin.Value);
        if (devices.TryGetValue(key, out var node))
        {
            if (!ReferenceEquals(bySight.First, node))
            {
                bySight.Remove(node);
                bySight.AddFirst(node);
            }

            return node.Value;
        }

        if (devices.Count >= maximumDevices)
        {
            devices.Remove(bySight.Last!.Value.Key);
            bySight.RemoveLast();
        }

        node = bySight.AddFirst(new DeviceWaste(key, patience));
        devices.Add(key, node);
        return node.Value;
    }

    private void Note(EasContext context, DeviceWaste device, LoopKind kind)
    {
        metrics.Damped(kind);
        if (!device.IsKnownToLoop)
        {
            device.IsKnownToLoop = true;
            LogLoop(context.Device.DeviceId, context.Mailbox.Id.Partition, kind);
        }
    }

    [LoggerMessage(3601, LogLevel.Warning, "Device {DeviceId} of {Mailbox} asks the same again and again; it is slowed down ({Kind}). The metric counts how often.")]
    private partial void LogLoop(string deviceId, string mailbox, LoopKind kind);
}
