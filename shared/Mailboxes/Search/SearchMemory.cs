namespace Carbonio.Cloud.Mailboxes.Search;

/// <summary>
/// Searches as far as they came, for the device that asks for the next page. One that was taken is nobody else's until it is
/// kept again; the mailbox's sequence is part of its name, so that it is found only while nothing in the mailbox changed.
/// </summary>
internal sealed class SearchMemory(int capacity)
{
    private readonly Lock changing = new();
    private readonly Dictionary<Key, LinkedListNode<(Key Key, SearchRun Run)>> kept = [];
    private readonly LinkedList<(Key Key, SearchRun Run)> byAge = [];

    /// <summary>Takes a search out.</summary>
    public SearchRun? Take(MailboxId mailbox, long sequence, MailQuery query)
    {
        lock (changing)
        {
            if (!kept.Remove(new(mailbox.Partition, sequence, query.Fingerprint), out var node))
            {
                return null;
            }

            byAge.Remove(node);
            return node.Value.Run;
        }
    }

    /// <summary>Forgets a search.</summary>
    public void Drop(MailboxId mailbox, long sequence, MailQuery query) => Take(mailbox, sequence, query);

    /// <summary>Keeps a search, in place of an older one of the same name; the oldest of all gives way.</summary>
    public void Keep(MailboxId mailbox, long sequence, MailQuery query, SearchRun run)
    {
        lock (changing)
        {
            Drop(mailbox, sequence, query);
            var key = new Key(mailbox.Partition, sequence, query.Fingerprint);
            kept[key] = byAge.AddLast((key, run));
            if (kept.Count > capacity && byAge.First is { } oldest)
            {
                byAge.RemoveFirst();
                kept.Remove(oldest.Value.Key);
            }
        }
    }

    private readonly record struct Key(string Partition, long Sequence, string Query);
}
