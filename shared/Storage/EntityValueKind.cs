namespace Carbonio.Cloud.Storage;

/// <summary>Type of a property: what Azure Table Storage can hold.</summary>
public enum EntityValueKind : byte
{
    /// <summary>Text, at most <see cref="StorageLimits.MaximumStringCharacters"/> UTF-16 units. Half a surrogate pair comes back as U+FFFD.</summary>
    String = 1,

    /// <summary>True or false.</summary>
    Boolean = 2,

    /// <summary>32-bit signed integer.</summary>
    Int32 = 3,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 4,

    /// <summary>Double-precision number.</summary>
    Double = 5,

    /// <summary>A moment in UTC, to 100 ns, from the year 1601.</summary>
    DateTime = 6,

    /// <summary>A GUID.</summary>
    Guid = 7,

    /// <summary>Bytes, at most <see cref="StorageLimits.MaximumBinaryBytes"/>.</summary>
    Binary = 8,
}
