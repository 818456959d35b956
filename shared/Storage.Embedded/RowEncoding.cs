using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Carbonio.Cloud.Storage.Embedded;

/// <summary>
/// A row's properties as bytes: version, number of properties, then for each its kind, name and value. Lengths and integers
/// are variable: 7 bits a byte, lowest first, signed ones zigzag.
/// </summary>
internal static class RowEncoding
{
    private const byte Version = 1;

    // Names repeat in every row; this keeps one string for each, whoever reads it first. Collisions only cost an allocation.
    private static readonly string?[] Names = new string?[1024];

    public static byte[] Encode(EntityProperties properties)
    {
        var row = new ArrayBufferWriter<byte>(Math.Max(64, properties.EstimatedBytes));
        Byte(row, Version);
        Number(row, (uint)properties.Count);
        foreach (var (name, value) in properties)
        {
            Byte(row, (byte)value.Kind);
            Text(row, name);
            Value(row, value);
        }

        return row.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">These are no bytes of ours, or of a later version.</exception>
    public static EntityProperties Decode(ReadOnlySpan<byte> row)
    {
        try
        {
            return DecodeChecked(row);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException("A row of the embedded store is cut short.", e);
        }
    }

    private static EntityProperties DecodeChecked(ReadOnlySpan<byte> row)
    {
        if (row.IsEmpty || row[0] != Version)
        {
            throw new InvalidDataException("A row of the embedded store was written by another release.");
        }

        row = row[1..];
        var count = Number(ref row);
        if (count > StorageLimits.MaximumProperties)
        {
            throw new InvalidDataException($"A row of the embedded store claims {count} properties.");
        }

        var properties = new EntityProperties((int)count);
        for (var i = 0ul; i < count; i++)
        {
            var kind = (EntityValueKind)Take(ref row, 1)[0];
            var name = Name(Take(ref row, (int)Number(ref row)));
            properties.Add(name, Value(kind, ref row));
        }

        return row.IsEmpty ? properties : throw new InvalidDataException("A row of the embedded store goes on after its end.");
    }

    private static void Value(ArrayBufferWriter<byte> row, EntityValue value)
    {
        switch (value.Kind)
        {
            case EntityValueKind.String:
                Text(row, value.AsString());
                break;
            case EntityValueKind.Boolean:
                Byte(row, value.AsBoolean() ? (byte)1 : (byte)0);
                break;
            case EntityValueKind.Int32 or EntityValueKind.Int64:
                var number = value.AsInt64();
                Number(row, (ulong)(number << 1) ^ (ulong)(number >> 63));
                break;
            case EntityValueKind.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(row.GetSpan(8), value.AsDouble());
                row.Advance(8);
                break;
            case EntityValueKind.DateTime:
                Number(row, (ulong)value.AsDateTime().UtcTicks);
                break;
            case EntityValueKind.Guid:
                value.AsGuid().TryWriteBytes(row.GetSpan(16));
                row.Advance(16);
                break;
            default:
                Number(row, (uint)value.AsBinary().Length);
                row.Write(value.AsBinary());
                break;
        }
    }

    private static EntityValue Value(EntityValueKind kind, ref ReadOnlySpan<byte> row) => kind switch
    {
        EntityValueKind.String => Encoding.UTF8.GetString(Take(ref row, (int)Number(ref row))),
        EntityValueKind.Boolean => Take(ref row, 1)[0] != 0,
        EntityValueKind.Int32 => (int)Signed(Number(ref row)),
        EntityValueKind.Int64 => Signed(Number(ref row)),
        EntityValueKind.Double => BinaryPrimitives.ReadDoubleLittleEndian(Take(ref row, 8)),
        EntityValueKind.DateTime => new DateTimeOffset((long)Number(ref row), TimeSpan.Zero),
        EntityValueKind.Guid => new Guid(Take(ref row, 16)),
        EntityValueKind.Binary => Take(ref row, (int)Number(ref row)).ToArray(),
        _ => throw new InvalidDataException($"A row of the embedded store has a value of unknown kind {(byte)kind}."),
    };

    private static string Name(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var b in name)
        {
            hash = (hash * 31) + b;
        }

        ref var slot = ref Names[hash % (uint)Names.Length];
        var known = slot;
        return known is not null && Ascii.Equals(name, known) ? known : slot = Encoding.ASCII.GetString(name);
    }

    private static void Byte(ArrayBufferWriter<byte> row, byte value)
    {
        row.GetSpan(1)[0] = value;
        row.Advance(1);
    }

    private static void Text(ArrayBufferWriter<byte> row, string text)
    {
        Number(row, (uint)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, row);
    }

    private static void Number(ArrayBufferWriter<byte> row, ulong value)
    {
        var span = row.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        row.Advance(length);
    }

    private static ulong Number(ref ReadOnlySpan<byte> row)
    {
        if (!row.IsEmpty && row[0] < 0x80)
        {
            return Take(ref row, 1)[0]; // as nearly all are
        }

        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = Take(ref row, 1)[0];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number in a row of the embedded store has no end.");
    }

    private static long Signed(ulong zigzag) => (long)(zigzag >> 1) ^ -(long)(zigzag & 1);

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> row, int bytes)
    {
        var taken = row[..bytes];
        row = row[bytes..];
        return taken;
    }
}
