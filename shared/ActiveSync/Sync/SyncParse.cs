namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Outcome of reading a Sync request: the request, or what to answer instead.</summary>
public sealed record SyncParse
{
    /// <summary>The request; null when it is refused.</summary>
    public SyncRequest? Request { get; private init; }

    /// <summary>The Sync status to refuse it with; null when it is another one.</summary>
    public SyncStatus? Status { get; private init; }

    /// <summary>Limit, for the statuses that carry one.</summary>
    public int? Limit { get; private init; }

    /// <summary>The common status to refuse it with.</summary>
    public CommonStatus? Common { get; private init; }

    internal static SyncParse Ok(SyncRequest request) => new() { Request = request };

    internal static SyncParse Refused(SyncStatus status, int? limit = null) => new() { Status = status, Limit = limit };

    internal static SyncParse Refused(CommonStatus status) => new() { Common = status };
}
