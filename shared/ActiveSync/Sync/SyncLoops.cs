using System.Numerics;
using Carbonio.Cloud.ActiveSync.Waste;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>One Sync as the guard against loops sees it: docs/decisions/0009-waste-and-loops.md.</summary>
internal sealed class SyncLoops(LoopGuard guard, EasContext context, SyncRequest request)
{
    private readonly ulong name = Name(request);
    private bool isJudged;

    /// <summary>What is left of the pause of a device that does nothing but start afresh: that is refused before it writes.</summary>
    public TimeSpan? PauseLeft => request.Collections.All(asked => asked.SyncKey == "0") ? guard.SyncPauseLeft(context, name) : null;

    /// <summary>Judges the answers. A request that is held is judged once, by its first look.</summary>
    public SyncDamping Judge(IReadOnlyList<CollectionAnswer> answers)
    {
        NoteNews(answers);
        if (isJudged)
        {
            return SyncDamping.None;
        }

        isJudged = true;
        for (var i = 0; i < answers.Count; i++)
        {
            if (!answers[i].Silent && answers[i].Status == SyncStatus.Success && !answers[i].Replayed && request.Collections[i].SyncKey != "0")
            {
                return SyncDamping.None;
            }
        }

        return guard.SyncRepeated(context, name, isQuiet: answers.All(answer => answer.Silent));
    }

    /// <summary>The answers, with Status 3 for a collection whose last answer was asked for once too often.</summary>
    public IReadOnlyList<CollectionAnswer> StartAfresh(IReadOnlyList<CollectionAnswer> answers)
    {
        List<CollectionAnswer>? changed = null;
        for (var i = 0; i < answers.Count; i++)
        {
            if (answers[i].Replayed && guard.Replayed(context, request.Collections[i].Hash))
            {
                changed ??= [.. answers];
                changed[i] = CollectionAnswer.Failed(request.Collections[i], SyncStatus.InvalidSyncKey);
            }
        }

        return changed ?? answers;
    }

    private void NoteNews(IReadOnlyList<CollectionAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (!answer.Silent && !answer.Replayed && ServerIds.ParseCollection(answer.CollectionId) is { } folder)
            {
                guard.Synced(context, folder);
            }
        }
    }

    private static ulong Name(SyncRequest request)
    {
        var name = Mix((ulong)(request.Window ?? 0), (ulong)(request.Hold?.Ticks ?? 0));
        foreach (var asked in request.Collections)
        {
            name = Mix(name, asked.Hash);
        }

        return name;
    }

    // The collections' hashes are good ones: only their order is to count, too.
    private static ulong Mix(ulong name, ulong part) => (BitOperations.RotateLeft(name, 7) ^ part) * 0x9E3779B97F4A7C15;
}
