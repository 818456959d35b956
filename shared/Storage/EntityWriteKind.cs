namespace Carbonio.Cloud.Storage;

/// <summary>What a write does to its row.</summary>
public enum EntityWriteKind
{
    /// <summary>Makes the row. Fails when it is there.</summary>
    Insert,

    /// <summary>Replaces the whole row. Fails when it is not at the expected ETag.</summary>
    Replace,

    /// <summary>Makes or replaces the row, whatever was there.</summary>
    Upsert,

    /// <summary>Deletes the row. Fails when it is not at the expected ETag, or, with no ETag expected, when it is not there.</summary>
    Delete,
}
