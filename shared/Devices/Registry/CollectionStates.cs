using System.Buffers.Binary;

namespace Carbonio.Cloud.Devices.Registry;

/// <summary>The states of a device's collections, packed one behind the other. What a state says, only Sync knows.</summary>
public sealed class CollectionStates
{
    // One state: folder, length, bytes.
    private const int HeadBytes = 8;

    private readonly byte[] packed;

    private CollectionStates(byte[] packed) => this.packed = packed;

    /// <summary>No collection.</summary>
    public static CollectionStates Empty { get; } = new([]);

    /// <summary>All states as they are stored.</summary>
    public ReadOnlyMemory<byte> Packed => packed;

    /// <summary>The states behind stored bytes.</summary>
    public static CollectionStates Unpack(byte[] packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        return packed.Length == 0 ? Empty : new(packed);
    }

    /// <summary>The folders that have a state.</summary>
    public IEnumerable<int> Folders
    {
        get
        {
            for (var at = 0; at + HeadBytes <= packed.Length; at += HeadBytes + LengthAt(at))
            {
                yield return FolderAt(at);
            }
        }
    }

    /// <summary>A collection's state; empty when it has none.</summary>
    public ReadOnlySpan<byte> Find(int folder)
    {
        for (var at = 0; at + HeadBytes <= packed.Length; at += HeadBytes + LengthAt(at))
        {
            if (FolderAt(at) == folder)
            {
                return packed.AsSpan(at + HeadBytes, LengthAt(at));
            }
        }

        return default;
    }

    /// <summary>The states with one replaced or added; removed when <paramref name="state"/> is empty.</summary>
    public CollectionStates With(int folder, ReadOnlySpan<byte> state)
    {
        var old = Find(folder);
        var known = IndexOf(folder);
        var dropped = known < 0 ? 0 : HeadBytes + old.Length;
        var added = state.IsEmpty ? 0 : HeadBytes + state.Length;
        var bytes = new byte[packed.Length - dropped + added];
        var kept = known < 0 ? packed.Length : known;
        packed.AsSpan(0, kept).CopyTo(bytes);
        packed.AsSpan(kept + dropped).CopyTo(bytes.AsSpan(kept));
        if (added > 0)
        {
            var at = bytes.Length - added;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), folder);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 4), state.Length);
            state.CopyTo(bytes.AsSpan(at + HeadBytes));
        }

        return new(bytes);
    }

    private int FolderAt(int at) => BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at));

    private int LengthAt(int at) => BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at + 4));

    private int IndexOf(int folder)
    {
        for (var at = 0; at + HeadBytes <= packed.Length; at += HeadBytes + LengthAt(at))
        {
            if (FolderAt(at) == folder)
            {
                return at;
            }
        }

        return -1;
    }
}
