namespace Carbonio.Cloud.Mailboxes.Push;

/// <summary>Watches one mailbox for all who wait for it in this process.</summary>
public sealed class MailboxWatch : IDisposable
{
    private readonly MailboxSignals owner;
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();
    private int watchers;
    private bool closed;

    internal MailboxWatch(MailboxSignals owner, string partition)
    {
        this.owner = owner;
        Partition = partition;
    }

    internal string Partition { get; }

    /// <summary>Completes with the next change. Take it before reading the state that it is to be compared with.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
            {
                return next.Task;
            }
        }
    }

    /// <summary>Leaves the watch.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (--watchers > 0)
            {
                return;
            }

            closed = true;
        }

        owner.Remove(this);
    }

    internal bool TryEnter()
    {
        lock (gate)
        {
            if (closed)
            {
                return false;
            }

            watchers++;
            return true;
        }
    }

    internal void Wake()
    {
        TaskCompletionSource woken;
        lock (gate)
        {
            woken = next;
            next = New();
        }

        woken.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
