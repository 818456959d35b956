using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Which of 4096 items with consecutive ids a device holds.</summary>
public sealed class HeldSegment
{
    /// <summary>Ids of a segment.</summary>
    public const int Items = 4096;

    private const byte AsBitmap = 1;
    private const byte AsList = 2;

    private readonly ulong[] bits = new ulong[Items / 64];

    /// <summary>True when no item is held.</summary>
    public bool IsEmpty => !bits.AsSpan().ContainsAnyExcept(0ul);

    /// <summary>Items held.</summary>
    public int Count => bits.Sum(System.Numerics.BitOperations.PopCount);

    /// <summary>Whether an item is held.</summary>
    public bool this[int offset]
    {
        get => (bits[offset / 64] & (1ul << (offset % 64))) != 0;
        set
        {
            if (value)
            {
                bits[offset / 64] |= 1ul << (offset % 64);
            }
            else
            {
                bits[offset / 64] &= ~(1ul << (offset % 64));
            }
        }
    }

    /// <summary>The segment as it is stored: a list of steps, or a bitmap if that is shorter.</summary>
    public byte[] Pack()
    {
        var list = new FieldWriter();
        list.Number(AsList);
        var before = 0;
        for (var offset = 0; offset < Items && list.Length <= 1 + (Items / 8); offset++)
        {
            if (this[offset])
            {
                list.Number((ulong)(offset - before));
                before = offset;
            }
        }

        if (list.Length <= Items / 8)
        {
            return list.ToArray();
        }

        var bitmap = new byte[1 + (Items / 8)];
        bitmap[0] = AsBitmap;
        Buffer.BlockCopy(bits, 0, bitmap, 1, Items / 8);
        return bitmap;
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static HeldSegment Unpack(byte[] packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        var segment = new HeldSegment();
        if (packed is [AsBitmap, ..])
        {
            Buffer.BlockCopy(packed, 1, segment.bits, 0, Math.Min(packed.Length - 1, Items / 8));
        }
        else if (packed is [AsList, ..])
        {
            var list = new FieldReader(packed.AsSpan(1));
            ulong offset = 0;
            while (list.TryNumber(out var step) && (offset += step) < Items)
            {
                segment[(int)offset] = true;
            }
        }

        return segment;
    }
}
