namespace Carbonio.Cloud.EasClient;

/// <summary>What the server tells the device to do with an item.</summary>
public enum SyncChangeKind
{
    /// <summary>A new item, whole.</summary>
    Add,

    /// <summary>New values for a held item.</summary>
    Change,

    /// <summary>A held item is gone.</summary>
    Delete,

    /// <summary>A held item left the filter; it still exists.</summary>
    SoftDelete,
}
