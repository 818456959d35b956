using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Push;

namespace Carbonio.Cloud.ActiveSync.Push;

/// <summary>A request that is being held.</summary>
public sealed class HeldRequest : IDisposable
{
    private readonly HeldRequests owner;
    private readonly IMailboxView mailbox;
    private readonly MailboxWatch watch;
    private readonly CancellationTokenSource ended;
    private readonly DateTimeOffset end;
    private bool superseded;
    private bool lookedOnce;
    private Task next;

    internal HeldRequest(HeldRequests owner, HeldRequestKey key, IMailboxView mailbox, TimeSpan duration, CancellationToken deviceGone)
    {
        this.owner = owner;
        this.mailbox = mailbox;
        Key = key;
        end = owner.Time.GetUtcNow() + duration;
        watch = owner.Signals.Watch(mailbox.Id);
        next = watch.Next;
        ended = CancellationTokenSource.CreateLinkedTokenSource(deviceGone, owner.Stopping, owner.Ending);
    }

    internal HeldRequestKey Key { get; }

    /// <summary>Waits until there may be something new since <paramref name="seen"/> was read, and gives its turn to others meanwhile.</summary>
    /// <exception cref="OperationCanceledException">The device hung up.</exception>
    public ValueTask<HeldEnd> WaitAsync(MailboxState seen, CancellationToken deviceGone)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return owner.Turns.AwayAsync(WaitForNewsAsync(seen, deviceGone), deviceGone);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        owner.Leave(this);
        watch.Dispose();
        ended.Dispose();
    }

    internal void Supersede()
    {
        Volatile.Write(ref superseded, true);
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself a moment ago.
        }
    }

    private async ValueTask<HeldEnd> WaitForNewsAsync(MailboxState seen, CancellationToken deviceGone)
    {
        if (!lookedOnce && owner.Signals.ChangedSince(mailbox.Id, seen.Stamp))
        {
            // Changed between the first reading and the beginning of the watch.
            lookedOnce = true;
            return HeldEnd.Changed;
        }

        lookedOnce = true;
        var woken = next;
        var left = end - owner.Time.GetUtcNow();
        var patience = owner.Options.LookAgainAfter * (0.5 + (Random.Shared.NextDouble() / 2));
        var look = patience < left;
        if (left <= TimeSpan.Zero)
        {
            return HeldEnd.Expired;
        }

        try
        {
            await woken.WaitAsync(look ? patience : left, owner.Time, ended.Token);
            await LingerAsync(seen);
            return HeldEnd.Changed;
        }
        catch (TimeoutException)
        {
            return look ? HeldEnd.LookAgain : HeldEnd.Expired;
        }
        catch (OperationCanceledException) when (!deviceGone.IsCancellationRequested)
        {
            return Volatile.Read(ref superseded) ? HeldEnd.Superseded : HeldEnd.Stopping;
        }
    }

    /// <summary>Lets something new wait as long as the admin wants it to, so that what follows comes with it. An admin's order to the device does not wait.</summary>
    private async Task LingerAsync(MailboxState seen)
    {
        next = watch.Next;
        var until = owner.Time.GetUtcNow() + owner.Service().NotificationsLatency;
        until = until < end ? until : end;
        for (var left = until - owner.Time.GetUtcNow(); left > TimeSpan.Zero; left = until - owner.Time.GetUtcNow())
        {
            if ((await mailbox.ReadStateAsync(ended.Token)).DeviceSignal != seen.DeviceSignal)
            {
                return;
            }

            try
            {
                await next.WaitAsync(left, owner.Time, ended.Token);
                next = watch.Next;
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }
}
