namespace Carbonio.Cloud.EasClient;

/// <summary>What a phone holds of a mailbox, kept the way a phone keeps it, with a note of everything that would confuse one.</summary>
/// <remarks>
/// Requests are made here and answers are applied here, apart from each other, so that a test can lose an answer
/// in between. Not for several threads.
/// </remarks>
public sealed class PhoneModel(EasDevice device)
{
    private readonly Dictionary<string, HeldCollection> collections = [];
    private readonly Dictionary<string, EasFolder> folders = [];
    private readonly List<string> errors = [];

    /// <summary>The phone.</summary>
    public EasDevice Device { get; } = device;

    /// <summary>The folders held, by id.</summary>
    public IReadOnlyDictionary<string, EasFolder> Folders => folders;

    /// <summary>The key of the hierarchy.</summary>
    public string FolderSyncKey { get; private set; } = "0";

    /// <summary>What would have confused a phone: an item doubled, a change of one it does not have, and the like.</summary>
    public IReadOnlyList<string> Errors => errors;

    /// <summary>What is held of a collection; empty with key 0 before the first Sync.</summary>
    public HeldCollection Held(string collectionId)
    {
        if (!collections.TryGetValue(collectionId, out var held))
        {
            collections.Add(collectionId, held = new HeldCollection(collectionId));
        }

        return held;
    }

    /// <summary>The id of the one folder of a default type.</summary>
    public string IdOf(EasFolderType type) => folders.Values.Single(folder => folder.Type == type).ServerId;

    /// <summary>Brings the hierarchy up to date.</summary>
    public async Task<FolderSyncAnswer> SyncFoldersAsync(CancellationToken cancellationToken)
    {
        var answer = await Device.FolderSyncAsync(FolderSyncKey, cancellationToken);
        if (answer.Status == 1)
        {
            Apply(answer);
        }

        return answer;
    }

    /// <summary>Makes a folder, and holds it once the server has.</summary>
    public async Task<FolderCommandAnswer> CreateFolderAsync(
        string displayName, CancellationToken cancellationToken, string parentId = "0", EasFolderType type = EasFolderType.UserMail)
    {
        var answer = await Device.FolderCreateAsync(FolderSyncKey, parentId, displayName, (int)type, cancellationToken);
        if (answer.Status == 1)
        {
            Apply(new EasFolder(answer.ServerId!, parentId, displayName, type), answer);
        }

        return answer;
    }

    /// <summary>Renames or moves a folder.</summary>
    public async Task<FolderCommandAnswer> UpdateFolderAsync(string serverId, string parentId, string displayName, CancellationToken cancellationToken)
    {
        var answer = await Device.FolderUpdateAsync(FolderSyncKey, serverId, parentId, displayName, cancellationToken);
        if (answer.Status == 1)
        {
            Apply(folders[serverId] with { ParentId = parentId, DisplayName = displayName }, answer);
        }

        return answer;
    }

    /// <summary>Deletes a folder. What lay below it is left to the next FolderSync.</summary>
    public async Task<FolderCommandAnswer> DeleteFolderAsync(string serverId, CancellationToken cancellationToken)
    {
        var answer = await Device.FolderDeleteAsync(FolderSyncKey, serverId, cancellationToken);
        if (answer.Status == 1)
        {
            folders.Remove(serverId);
            collections.Remove(serverId);
            FolderSyncKey = answer.SyncKey!;
        }

        return answer;
    }

    /// <summary>Moves items between folders, and shows them where they are then.</summary>
    public async Task<MoveAnswer> MoveAsync(IReadOnlyList<string> serverIds, string from, string to, CancellationToken cancellationToken)
    {
        var answer = await Device.MoveItemsAsync([.. serverIds.Select(id => new ItemMove(id, from, to))], cancellationToken);
        Apply(answer, from, to);
        return answer;
    }

    /// <summary>Takes over what an answer says was moved.</summary>
    public void Apply(MoveAnswer answer, string from, string to)
    {
        foreach (var moved in answer.Moved.Where(moved => moved.Status == 3))
        {
            Held(from).MoveTo(Held(to), moved.SrcMsgId, moved.DstMsgId!);
        }
    }

    /// <summary>The next request for a collection, with what is held of it.</summary>
    /// <param name="collectionId">The folder's id.</param>
    /// <param name="change">Adds window, options and commands; null leaves them out.</param>
    public SyncCollection Next(string collectionId, Func<SyncCollection, SyncCollection>? change = null)
    {
        var next = new SyncCollection(collectionId, Held(collectionId).SyncKey);
        return change is null ? next : change(next);
    }

    /// <summary>Sends one Sync of a collection and applies the answer.</summary>
    public async Task<SyncAnswer> SyncAsync(
        string collectionId, CancellationToken cancellationToken, Func<SyncCollection, SyncCollection>? change = null)
    {
        var asked = Next(collectionId, change);
        var answer = await Device.SyncAsync(new SyncRequest(asked), cancellationToken);
        Apply(asked.Commands, answer);
        return answer;
    }

    /// <summary>Syncs a collection until nothing more is waiting, from key 0 on if need be.</summary>
    /// <returns>How many changes each answer with news brought.</returns>
    public async Task<IReadOnlyList<int>> SyncAllAsync(
        string collectionId, CancellationToken cancellationToken, Func<SyncCollection, SyncCollection>? change = null)
    {
        if (Held(collectionId).SyncKey == "0")
        {
            await SyncAsync(collectionId, cancellationToken);
        }

        var counts = new List<int>();
        while (true)
        {
            var answer = await SyncAsync(collectionId, cancellationToken, change);
            if (answer.IsEmpty)
            {
                return counts;
            }

            var collection = answer.Single;
            if (collection.Status != 1)
            {
                throw new EasViolationException($"Sync of {collectionId} ended with Status {collection.Status}.");
            }

            counts.Add(collection.Changes.Count);
            if (!collection.MoreAvailable)
            {
                return counts;
            }

            if (counts.Count > 1000)
            {
                throw new EasViolationException($"Sync of {collectionId} has more to send without end.");
            }
        }
    }

    /// <summary>Takes over what an answer says.</summary>
    public void Apply(SyncAnswer answer) => Apply([], answer);

    /// <summary>Takes over what an answer says, and the owner's own deletions.</summary>
    /// <param name="sent">The commands of the request that was answered.</param>
    /// <param name="answer">The answer.</param>
    public void Apply(IReadOnlyList<SyncCommand> sent, SyncAnswer answer)
    {
        foreach (var collection in answer.Collections)
        {
            if (collection.CollectionId is null)
            {
                errors.Add($"An answer without CollectionId, Status {collection.Status}.");
                continue;
            }

            Apply(sent, Held(collection.CollectionId), collection);
        }
    }

    private void Apply(IReadOnlyList<SyncCommand> sent, HeldCollection held, SyncCollectionAnswer answer)
    {
        if (answer.Status == 3)
        {
            held.Forget();
            return;
        }

        if (answer.Status != 1)
        {
            return;
        }

        // What was refused is not as the owner left it: the server's own state follows.
        var refused = answer.Results.Where(result => result.Status != 1).Select(result => result.ServerId).ToHashSet();
        foreach (var (marked, read) in sent.Select(command => command.Marked).OfType<(string Id, bool Read)>().Where(mark => !refused.Contains(mark.Id)))
        {
            held.Mark(marked, read);
        }

        foreach (var (marked, isFlagged) in sent.Select(command => command.Flagged).OfType<(string Id, bool IsFlagged)>().Where(mark => !refused.Contains(mark.Id)))
        {
            held.Flag(marked, isFlagged);
        }

        // A draft that was sent at once has no id: it is nowhere in the collection.
        foreach (var made in answer.Results.Where(result => result is { Kind: "Add", Status: 1, ServerId: not null }))
        {
            if (!held.Items.ContainsKey(made.ServerId!))
            {
                held.Put(made.ServerId!, new MailItem(WbxmlNode.Of("AirSync:ApplicationData", WbxmlNode.Of("Email:Read", 1)), []));
            }
        }

        foreach (var gone in sent.Select(command => command.DeletedId).OfType<string>())
        {
            held.Remove(gone);
        }

        foreach (var change in answer.Changes)
        {
            Apply(held, change);
        }

        if (answer.Changes.Count > 0 && answer.SyncKey == held.SyncKey)
        {
            errors.Add($"{held.CollectionId}: {answer.Changes.Count} changes came, and the key stayed {held.SyncKey}.");
        }

        held.SyncKey = answer.SyncKey!;
    }

    private void Apply(HeldCollection held, SyncChange change)
    {
        var isHeld = held.Items.ContainsKey(change.ServerId);
        if (isHeld == (change.Kind == SyncChangeKind.Add))
        {
            errors.Add($"{held.CollectionId}: {change.Kind} of {change.ServerId}, which is {(isHeld ? "held already" : "not held")}.");
        }

        switch (change.Kind)
        {
            case SyncChangeKind.Add:
                held.Put(change.ServerId, change.Mail);
                break;
            case SyncChangeKind.Change:
                held.Changed(change.ServerId, change.Mail);
                break;
            default:
                held.Remove(change.ServerId);
                break;
        }
    }

    private void Apply(EasFolder folder, FolderCommandAnswer answer)
    {
        folders[folder.ServerId] = folder;
        FolderSyncKey = answer.SyncKey!;
    }

    private void Apply(FolderSyncAnswer answer)
    {
        foreach (var folder in answer.Added)
        {
            if (!folders.TryAdd(folder.ServerId, folder))
            {
                errors.Add($"Add of folder {folder.ServerId}, which is held already.");
            }
        }

        foreach (var folder in answer.Updated)
        {
            if (!folders.ContainsKey(folder.ServerId))
            {
                errors.Add($"Update of folder {folder.ServerId}, which is not held.");
            }

            folders[folder.ServerId] = folder;
        }

        foreach (var gone in answer.Deleted)
        {
            if (!folders.Remove(gone))
            {
                errors.Add($"Delete of folder {gone}, which is not held.");
            }

            collections.Remove(gone);
        }

        FolderSyncKey = answer.SyncKey!;
    }
}
