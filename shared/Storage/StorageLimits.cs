namespace Carbonio.Cloud.Storage;

/// <summary>What Azure Table Storage accepts. Every adapter keeps to it, so that what works on one machine works there.</summary>
public static class StorageLimits
{
    /// <summary>Writes in one batch.</summary>
    public const int MaximumBatchWrites = 100;

    /// <summary>Bytes of one batch, by <see cref="EntityProperties.EstimatedBytes"/>. Azure takes 4 MiB of JSON: bytes grow by a third in base64, and each row has an envelope with its escaped key.</summary>
    public const int MaximumBatchBytes = 9 * 256 * 1024;

    /// <summary>Bytes of one row, by <see cref="EntityProperties.EstimatedBytes"/>. Below Azure's 1 MiB.</summary>
    public const int MaximumRowBytes = 960 * 1024;

    /// <summary>UTF-16 units of a text property.</summary>
    public const int MaximumStringCharacters = 32 * 1024;

    /// <summary>Bytes of a binary property.</summary>
    public const int MaximumBinaryBytes = 64 * 1024;

    /// <summary>Own properties of one row.</summary>
    public const int MaximumProperties = 252;

    /// <summary>Characters of a property's name.</summary>
    public const int MaximumPropertyNameCharacters = 255;

    /// <summary>Characters of a partition or row key.</summary>
    public const int MaximumKeyCharacters = 512;

    /// <summary>Rows of one page of a query.</summary>
    public const int MaximumPageRows = 1000;

    /// <summary>Characters of a blob's name.</summary>
    public const int MaximumBlobNameCharacters = 512;

    /// <summary>Characters between two slashes of a blob's name: a file's name on any machine.</summary>
    public const int MaximumBlobSegmentCharacters = 128;
}
