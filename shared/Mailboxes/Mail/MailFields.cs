using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>
/// All fields of a mail's <see cref="Item.Content"/>, found in one pass and given as the bytes that stand there: a Sync copies
/// most of them to the wire as they are.
/// </summary>
public readonly struct MailFields
{
    private readonly byte[] content;
    private readonly Places places;

    /// <summary>Reads where the fields stand. Damaged content has the fields in front of the damage.</summary>
    public MailFields(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        this.content = content;
        var fields = new FieldReader(content);
        while (fields.Read())
        {
            if (fields.Tag < Places.Count)
            {
                content.AsSpan().Overlaps(fields.Value, out var start);
                places[fields.Tag] = (start, fields.Value.Length);
            }
        }

        IsWhole = content.Length > 0 && !fields.IsDamaged;
    }

    /// <summary>False for content that ends before its fields do, or has none.</summary>
    public bool IsWhole { get; }

    /// <summary>The field in UTF-8, or empty.</summary>
    public ReadOnlySpan<byte> this[MailField field] => Memory(field).Span;

    /// <summary>The field in UTF-8, or empty.</summary>
    public ReadOnlyMemory<byte> Memory(MailField field)
    {
        var (start, length) = places[(byte)field];
        return content.AsMemory(start, length);
    }

    /// <summary>The field as text, or empty.</summary>
    public string Text(MailField field) => Encoding.UTF8.GetString(this[field]);

    /// <summary>The field as a number, or 0.</summary>
    public long Integer(MailField field)
    {
        Span<byte> bytes = stackalloc byte[8];
        var value = this[field];
        value[..Math.Min(8, value.Length)].CopyTo(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    [InlineArray(Count)]
    private struct Places
    {
        public const int Count = 32;

        private (int Start, int Length) first;
    }
}
