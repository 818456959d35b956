using System.Runtime.CompilerServices;

namespace Carbonio.Cloud.Storage;

/// <summary>One typed value of a row. Reading it as another type than it has throws <see cref="InvalidCastException"/>.</summary>
public readonly struct EntityValue : IEquatable<EntityValue>
{
    private readonly object? reference;
    private readonly long bits;

    private EntityValue(EntityValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        this.reference = reference;
        this.bits = bits;
    }

    /// <summary>Type of the value.</summary>
    public EntityValueKind Kind { get; }

    /// <summary>The text.</summary>
    public string AsString() => (string)Reference(EntityValueKind.String);

    /// <summary>The Boolean.</summary>
    public bool AsBoolean() => Bits(EntityValueKind.Boolean) != 0;

    /// <summary>The 32-bit integer.</summary>
    public int AsInt32() => (int)Bits(EntityValueKind.Int32);

    /// <summary>The integer, 64 or 32 bits wide: a store may give a small Int64 back as Int32.</summary>
    public long AsInt64() => Kind == EntityValueKind.Int32 ? bits : Bits(EntityValueKind.Int64);

    /// <summary>The number.</summary>
    public double AsDouble() => BitConverter.Int64BitsToDouble(Bits(EntityValueKind.Double));

    /// <summary>The moment, in UTC.</summary>
    public DateTimeOffset AsDateTime() => new(Bits(EntityValueKind.DateTime), TimeSpan.Zero);

    /// <summary>The GUID.</summary>
    public Guid AsGuid() => (Guid)Reference(EntityValueKind.Guid);

    /// <summary>The bytes. Not to be changed: they may be shared.</summary>
    public byte[] AsBinary() => (byte[])Reference(EntityValueKind.Binary);

    /// <summary>A text value.</summary>
    public static implicit operator EntityValue(string value) => new(EntityValueKind.String, value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>A Boolean value.</summary>
    public static implicit operator EntityValue(bool value) => new(EntityValueKind.Boolean, null, value ? 1 : 0);

    /// <summary>A 32-bit value.</summary>
    public static implicit operator EntityValue(int value) => new(EntityValueKind.Int32, null, value);

    /// <summary>A 64-bit value.</summary>
    public static implicit operator EntityValue(long value) => new(EntityValueKind.Int64, null, value);

    /// <summary>A floating-point value.</summary>
    public static implicit operator EntityValue(double value) => new(EntityValueKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A moment; kept in UTC.</summary>
    public static implicit operator EntityValue(DateTimeOffset value) => new(EntityValueKind.DateTime, null, value.UtcTicks);

    /// <summary>A GUID value.</summary>
    public static implicit operator EntityValue(Guid value) => new(EntityValueKind.Guid, value, 0);

    /// <summary>A binary value. The array is kept, not copied.</summary>
    public static implicit operator EntityValue(byte[] value) => new(EntityValueKind.Binary, value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>Equal values.</summary>
    public static bool operator ==(EntityValue left, EntityValue right) => left.Equals(right);

    /// <summary>Different values.</summary>
    public static bool operator !=(EntityValue left, EntityValue right) => !left.Equals(right);

    /// <summary>Bytes this value counts against <see cref="StorageLimits.MaximumRowBytes"/>.</summary>
    public int EstimatedBytes => Kind switch
    {
        EntityValueKind.String => 4 + (2 * ((string)reference!).Length),
        EntityValueKind.Binary => 4 + ((byte[])reference!).Length,
        EntityValueKind.Guid => 16,
        EntityValueKind.Boolean => 1,
        EntityValueKind.Int32 => 4,
        _ => 8,
    };

    /// <inheritdoc/>
    public bool Equals(EntityValue other) =>
        Kind == other.Kind && bits == other.bits && Kind switch
        {
            EntityValueKind.Binary => ((byte[])reference!).AsSpan().SequenceEqual((byte[])other.reference!),
            _ => Equals(reference, other.reference),
        };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EntityValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind switch
    {
        EntityValueKind.Binary => ((byte[])reference!).Length,
        _ => HashCode.Combine(Kind, bits, reference),
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        EntityValueKind.String => AsString(),
        EntityValueKind.Binary => Convert.ToHexString(AsBinary()),
        EntityValueKind.Boolean => AsBoolean() ? "true" : "false",
        EntityValueKind.DateTime => AsDateTime().ToString("O", null),
        EntityValueKind.Double => AsDouble().ToString("R", null),
        EntityValueKind.Guid => AsGuid().ToString(),
        _ => bits.ToString(provider: null),
    };

    private long Bits(EntityValueKind kind) => Kind == kind ? bits : throw Mismatch(kind);

    private object Reference(EntityValueKind kind) => Kind == kind ? reference! : throw Mismatch(kind);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidCastException Mismatch(EntityValueKind asked) => new($"The property is of type {Kind}, not {asked}.");
}
