using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Something that an answer told: sent again unchanged in kind when the answer was lost.</summary>
/// <param name="Item">The item.</param>
/// <param name="Kind">What was told.</param>
public readonly record struct FrozenChange(long Item, ChangeKind Kind)
{
    /// <summary>Packs a list, two or three bytes an entry where ids are close.</summary>
    public static byte[] Pack(IReadOnlyList<FrozenChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var bytes = new FieldWriter();
        long before = 0;
        foreach (var (item, kind) in changes)
        {
            var step = item - before;
            bytes.Number(((ulong)((step << 1) ^ (step >> 63)) << 2) | (byte)kind);
            before = item;
        }

        return bytes.ToArray();
    }

    /// <summary>Unpacks what <see cref="Pack"/> made.</summary>
    public static IReadOnlyList<FrozenChange> Unpack(ReadOnlySpan<byte> packed)
    {
        var changes = new List<FrozenChange>();
        var bytes = new FieldReader(packed);
        long before = 0;
        while (bytes.TryNumber(out var number))
        {
            var zigzag = number >> 2;
            before += (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            changes.Add(new(before, (ChangeKind)(number & 3)));
        }

        return changes;
    }
}
