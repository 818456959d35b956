using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync.Drafts;

/// <summary>The drafts that one request sends: made ready once, however often a race is lost.</summary>
public sealed class DraftSends
{
    private readonly Dictionary<Key, SentDraft> ready = [];
    private readonly List<Key> put = [];

    /// <summary>What was made ready and stands in no batch that was written.</summary>
    internal IReadOnlyCollection<SentDraft> Unused => ready.Values;

    /// <summary>The draft of a command, if it is ready; the command is the same only on the same draft.</summary>
    internal SentDraft? Find(SyncItemCommand command, Item? draft) => ready.GetValueOrDefault(Key.Of(command, draft));

    /// <summary>Keeps a draft that is ready.</summary>
    internal void Keep(SyncItemCommand command, Item? draft, SentDraft sent) => ready.Add(Key.Of(command, draft), sent);

    /// <summary>Notes that it stands in the batch that will be written next.</summary>
    internal void NotePut(SyncItemCommand command, Item? draft) => put.Add(Key.Of(command, draft));

    /// <summary>Says whether that batch was written.</summary>
    internal void Settle(bool isWritten)
    {
        foreach (var key in isWritten ? put : [])
        {
            ready.Remove(key);
        }

        put.Clear();
    }

    private readonly record struct Key(CommandKind Kind, string Id, ulong Hash, string? Blob)
    {
        public static Key Of(SyncItemCommand command, Item? draft) => new(command.Kind, command.Id, command.Hash, draft?.Blob);
    }
}
