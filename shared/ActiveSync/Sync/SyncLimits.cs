namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Bounds of a Sync.</summary>
public static class SyncLimits
{
    /// <summary>Items an answer holds at most for a collection, and in all.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.199 WindowSize: 0 and more than 512 mean 512.</remarks>
    public const int MaximumWindow = 512;

    /// <summary>Items when the device does not say.</summary>
    public const int DefaultWindow = 100;

    /// <summary>Add, Change, Delete and Fetch of one collection.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.6 Limiting the number of elements in command requests.</remarks>
    public const int MaximumCommands = 200;

    /// <summary>Collections of one request.</summary>
    public const int MaximumCollections = 300;

    /// <summary>Elements of one Supported: more than any class has.</summary>
    public const int MaximumSupported = 300;

    /// <summary>Log entries looked at for one collection in one request.</summary>
    public const int MaximumLogEntries = 4000;

    /// <summary>Held segments that the changes of one answer touch: taking them up must fit into one batch.</summary>
    public const int MaximumSegments = 48;

    /// <summary>Bytes of items in one answer, by their stored size; one item always goes.</summary>
    public const long MaximumAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Rounds after lost races, before the device is told to try again.</summary>
    public const int MaximumRounds = 8;

    /// <summary>Raised when a release syncs more of a class: collections start again.</summary>
    public const byte ContentVersion = 1;
}
