using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Carbonio.Cloud.Mailboxes.Storage;

/// <summary>
/// Writes the binary properties of rows: fields of a tag byte, a length and that many bytes. A reader skips tags it does not know,
/// so that a field can be added without a new schema version.
/// </summary>
/// <param name="capacity">Bytes expected; it grows.</param>
public sealed class FieldWriter(int capacity = 512)
{
    private readonly ArrayBufferWriter<byte> buffer = new(capacity);

    /// <summary>Bytes so far.</summary>
    public int Length => buffer.WrittenCount;

    /// <summary>What was written.</summary>
    public byte[] ToArray() => buffer.WrittenSpan.ToArray();

    /// <summary>A field of raw bytes.</summary>
    public void Bytes(byte tag, ReadOnlySpan<byte> value)
    {
        Head(tag, value.Length);
        buffer.Write(value);
    }

    /// <summary>A text field in UTF-8. Null or empty writes nothing.</summary>
    public void Text(byte tag, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        Head(tag, bytes);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(bytes));
        buffer.Advance(bytes);
    }

    /// <summary>An integer field of 1 to 8 bytes. Zero writes nothing.</summary>
    public void Integer(byte tag, long value)
    {
        if (value == 0)
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        var length = 8;
        while (length > 1 && bytes[length - 1] == 0)
        {
            length--;
        }

        Bytes(tag, bytes[..length]);
    }

    /// <summary>A bare number without tag, 7 bits a byte: for lists inside a field.</summary>
    public void Number(ulong value)
    {
        var span = buffer.GetSpan(10);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[count++] = (byte)value;
        buffer.Advance(count);
    }

    private void Head(byte tag, int length)
    {
        buffer.GetSpan(1)[0] = tag;
        buffer.Advance(1);
        Number((ulong)length);
    }
}
