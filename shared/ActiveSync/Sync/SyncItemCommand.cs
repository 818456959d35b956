namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>One Add, Change, Delete or Fetch of a request.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Id">ClientId of an Add, ServerId of the others, as sent.</param>
/// <param name="Hash">Hash of its bytes.</param>
/// <param name="Email">What an Email is to become; null when nothing of that class was sent.</param>
public sealed record SyncItemCommand(CommandKind Kind, string Id, ulong Hash, EmailChange? Email)
{
    /// <summary>The draft is to be sent, and not only kept.</summary>
    /// <remarks>[MS-ASEMAIL] 2.2.2.69 Send.</remarks>
    public bool Send { get; init; }
}
