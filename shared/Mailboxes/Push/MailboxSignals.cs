using System.Collections.Concurrent;

namespace Carbonio.Cloud.Mailboxes.Push;

/// <summary>
/// Wakes requests of this process that wait for a mailbox. A wake-up carries nothing: who is woken reads the mailbox row.
/// Waiting costs an object, no thread.
/// </summary>
public sealed class MailboxSignals
{
    // Slots that remember when a mailbox last changed. Two mailboxes may share one: then one of them is read once more for nothing.
    private const int Slots = 4096;

    private readonly ConcurrentDictionary<string, MailboxWatch> watches = new(StringComparer.Ordinal);
    private readonly long[] changed = new long[Slots];
    private long stamp;

    /// <summary>Counts changes of this process. Taken before a mailbox row is read, it dates what was read.</summary>
    public long Stamp => Volatile.Read(ref stamp);

    /// <summary>True when the mailbox may have changed since <paramref name="since"/>.</summary>
    public bool ChangedSince(MailboxId mailbox, long since)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return Volatile.Read(ref changed[Slot(mailbox)]) > since;
    }

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
        Volatile.Write(ref changed[Slot(mailbox)], Interlocked.Increment(ref stamp));
        if (watches.TryGetValue(mailbox.Partition, out var watch))
        {
            watch.Wake();
        }
    }

    private static int Slot(MailboxId mailbox) => (string.GetHashCode(mailbox.Partition, StringComparison.Ordinal) & int.MaxValue) % Slots;

    internal void Remove(MailboxWatch watch) => watches.TryRemove(new(watch.Partition, watch));
}
