namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>How much of itself a Sync request says.</summary>
public enum SyncRequestForm
{
    /// <summary>All.</summary>
    Full,

    /// <summary>Some collections; the others are those of the request before.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.131 Partial.</remarks>
    Partial,

    /// <summary>Nothing: it is the request before once more.</summary>
    /// <remarks>[MS-ASCMD] 2.2.1.21.1 Empty Sync Request.</remarks>
    Empty,
}
