namespace Carbonio.Cloud.EasClient;

/// <summary>One change that the server sends.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="ServerId">With which item.</param>
/// <param name="Data">The item's fields; null for the two deletes.</param>
public sealed record SyncChange(SyncChangeKind Kind, string ServerId, WbxmlNode? Data)
{
    /// <summary>The fields as those of a mail.</summary>
    public MailItem Mail => new(Data ?? throw new InvalidOperationException($"{Kind} has no data."), []);
}
