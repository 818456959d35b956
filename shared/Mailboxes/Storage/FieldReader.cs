using System.Buffers.Binary;
using System.Text;

namespace Carbonio.Cloud.Mailboxes.Storage;

/// <summary>Reads what <see cref="FieldWriter"/> wrote. Damaged input ends the reading early; it never throws.</summary>
public ref struct FieldReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> rest = source;

    /// <summary>Tag of the field just read.</summary>
    public byte Tag { get; private set; }

    /// <summary>Bytes of the field just read.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>True when nothing is left.</summary>
    public readonly bool AtEnd => rest.IsEmpty;

    /// <summary>True when the reading ended early.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The field as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Value);

    /// <summary>The field as a number.</summary>
    public readonly long Integer
    {
        get
        {
            Span<byte> bytes = stackalloc byte[8];
            Value[..Math.Min(8, Value.Length)].CopyTo(bytes);
            return BinaryPrimitives.ReadInt64LittleEndian(bytes);
        }
    }

    /// <summary>Moves to the next field. False at the end.</summary>
    public bool Read()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        Tag = rest[0];
        rest = rest[1..];
        if (!TryNumber(out var length) || length > (ulong)rest.Length)
        {
            rest = default;
            IsDamaged = true;
            return false;
        }

        Value = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    /// <summary>Reads a bare number. False, at the end, when there is none.</summary>
    public bool TryNumber(out ulong value)
    {
        value = 0;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        rest = default;
        return false;
    }
}
