namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a device is told of an item.</summary>
public enum ChangeKind : byte
{
    /// <summary>It is new to the device.</summary>
    Add = 0,

    /// <summary>Somebody else changed it.</summary>
    Change = 1,

    /// <summary>It left the folder.</summary>
    Delete = 2,

    /// <summary>It left the filter's window, and stays on the server.</summary>
    SoftDelete = 3,
}
