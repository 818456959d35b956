using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Folders;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>What a command did, or why it did nothing.</summary>
internal sealed record HierarchyOutcome
{
    /// <summary>Its status when it failed: one of the command's own. 0 when it did not.</summary>
    public int Failure { get; private init; }

    /// <summary>The common status with which it failed; null when it did not.</summary>
    public CommonStatus? CommonFailure { get; private init; }

    /// <summary>What happened to the folder.</summary>
    public FrozenChange Change { get; private init; }

    /// <summary>The folders as they are then.</summary>
    public FolderTree Folders { get; private init; } = new([]);

    /// <summary>Nothing was done, with one of the command's own statuses.</summary>
    public static HierarchyOutcome Failed(int status) => new() { Failure = status };

    /// <summary>Nothing was done, with a status of all commands.</summary>
    public static HierarchyOutcome Failed(CommonStatus status) => new() { CommonFailure = status };

    /// <summary>Done, once the round's batch is written.</summary>
    public static HierarchyOutcome Done(ChangeKind kind, int folder, FolderTree folders) => new() { Change = new(folder, kind), Folders = folders };
}
