using System.Collections.Concurrent;

namespace Carbonio.Cloud.Mailboxes.Push;

/// <summary>
/// Wakes requests of this process that wait for a mailbox. A wake-up carries nothing: who is woken reads the mailbox row.
/// Waiting costs an object, no thread.
/// </summary>
public sealed class MailboxSignals
{
    private readonly ConcurrentDictionary<string, MailboxWatch> watches = new(StringComparer.Ordinal);

    /// <summary>Mailboxes that somebody waits for.</summary>
    public int Watched => watches.Count;

    /// <summary>Begins to watch. Begin before reading the state, so that no change falls in between. Dispose when done.</summary>
    public MailboxWatch Watch(MailboxId mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        while (true)
        {
            var watch = watches.GetOrAdd(mailbox.Partition, static (partition, owner) => new MailboxWatch(owner, partition), this);
            if (watch.TryEnter())
            {
                return watch;
            }

            // The last watcher is leaving: its watch is about to be taken out.
            watches.TryRemove(new(mailbox.Partition, watch));
        }
    }

    /// <summary>Wakes everybody who waits for the mailbox.</summary>
    public void Changed(MailboxId mailbox)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        if (watches.TryGetValue(mailbox.Partition, out var watch))
        {
            watch.Wake();
        }
    }

    internal void Remove(MailboxWatch watch) => watches.TryRemove(new(watch.Partition, watch));
}
