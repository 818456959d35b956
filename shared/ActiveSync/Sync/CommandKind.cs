namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a device asks for an item.</summary>
public enum CommandKind : byte
{
    /// <summary>Make it.</summary>
    Add = 0,

    /// <summary>Change it.</summary>
    Change = 1,

    /// <summary>Delete it, or move it to the trash.</summary>
    Delete = 2,

    /// <summary>Send it whole.</summary>
    Fetch = 3,
}
