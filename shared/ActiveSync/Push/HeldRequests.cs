using System.Collections.Concurrent;
using Carbonio.Cloud.ActiveSync.Admission;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Push;

namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>The requests that this process holds. Each costs an object and a timer, no thread.</summary>
public sealed class HeldRequests(MailboxSignals signals, WorkTurns turns, PushOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<HeldRequestKey, HeldRequest> held = new();
    private readonly CancellationTokenSource stopping = new();
    private CancellationTokenSource ending = new();

    /// <summary>How many there are.</summary>
    public int Count => held.Count;

    internal MailboxSignals Signals => signals;

    internal WorkTurns Turns => turns;

    internal PushOptions Options => options;

    internal TimeProvider Time => time;

    internal CancellationToken Stopping => stopping.Token;

    internal CancellationToken Ending => Volatile.Read(ref ending).Token;

    /// <summary>What holds for the whole service now: how long something new waits before it wakes a request.</summary>
    public Func<ServiceSettings> Service { get; init; } = static () => ServiceSettings.Default;

    /// <summary>Whether a request of the device is held here.</summary>
    /// <param name="partition">Partition of its mailbox.</param>
    /// <param name="deviceId">The device, in any case.</param>
    public bool Holds(string partition, string deviceId)
    {
        ArgumentNullException.ThrowIfNull(deviceId);
        var device = deviceId.ToLowerInvariant();
        return held.ContainsKey(new(HeldKind.Ping, partition, device)) || held.ContainsKey(new(HeldKind.Sync, partition, device));
    }

    /// <summary>Begins to hold a request; the one before of the same device and kind ends.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="context">The request.</param>
    /// <param name="duration">How long at most.</param>
    /// <param name="deviceGone">Ends the wait with an exception: there is nobody left to answer.</param>
    public HeldRequest Enter(HeldKind kind, EasContext context, TimeSpan duration, CancellationToken deviceGone)
    {
        ArgumentNullException.ThrowIfNull(context);
        var key = new HeldRequestKey(kind, context.Mailbox.Id.Partition, context.Device.DeviceId.ToLowerInvariant());
        var request = new HeldRequest(this, key, context.Mailbox, duration, deviceGone);
        HeldRequest? before = null;
        held.AddOrUpdate(key, request, (_, old) =>
        {
            before = old;
            return request;
        });
        before?.Supersede();
        return request;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Dispose();
        ending.Dispose();
    }

    /// <summary>Ends every wait: the server is stopping.</summary>
    public void Stop() => stopping.Cancel();

    /// <summary>Ends every wait there is, as the server's stop does, and goes on: an admin stopped the service. Devices are answered, and come back.</summary>
    /// <remarks>The old source is not disposed: a request may be about to link to it. It holds no timer.</remarks>
    public void EndAll() => Interlocked.Exchange(ref ending, new()).Cancel();

    internal void Leave(HeldRequest request) => held.TryRemove(new(request.Key, request));
}
