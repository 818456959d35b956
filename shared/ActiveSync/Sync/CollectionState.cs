using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Log;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Where a device stands in one collection: docs/decisions/0003-sync-state.md.</summary>
public sealed record CollectionState
{
    /// <summary>The folder.</summary>
    public required int Folder { get; init; }

    /// <summary>The newest key given.</summary>
    public required SyncKey Key { get; init; }

    /// <summary>What the release that began this epoch could sync.</summary>
    public byte ContentVersion { get; init; } = SyncLimits.ContentVersion;

    /// <summary>Class of the folder's items.</summary>
    public ItemClass Class { get; init; } = ItemClass.Email;

    /// <summary>The device's options.</summary>
    public CollectionOptions Options { get; init; } = CollectionOptions.Default;

    /// <summary>The log has been told up to this sequence.</summary>
    public long Watermark { get; init; }

    /// <summary>The walk through the date index has come here. When it is <see cref="Complete"/>, this is the edge of the filter's window.</summary>
    public DatePosition Cursor { get; init; }

    /// <summary>The walk has come to the edge of the filter's window.</summary>
    public bool Complete { get; init; }

    /// <summary>No item behind this place is held. Behind the cursor it means that a trim is due, or going on.</summary>
    public DatePosition HeldEnd { get; init; }

    /// <summary>How far a trim has come; null when none is going on.</summary>
    public DatePosition? TrimmedTo { get; init; }

    /// <summary>When the oldest held item leaves the window, or when to look for it; null for a filter without a window.</summary>
    public DateTimeOffset? NextExpiry { get; init; }

    /// <summary>What the answer with <see cref="Key"/> told, packed by <see cref="FrozenChange.Pack"/>.</summary>
    public ReadOnlyMemory<byte> Frozen { get; init; }

    /// <summary>Whether that answer said MoreAvailable.</summary>
    public bool FrozenMore { get; init; }

    /// <summary>Hash of the request that was answered with <see cref="Key"/>.</summary>
    public ulong RequestHash { get; init; }

    /// <summary>Generation of the key that came with <see cref="Executed"/>: the one before <see cref="Key"/>, or, while a large request is going on, the same.</summary>
    public uint ExecutedOn { get; init; }

    /// <summary>The device's commands that were carried out, packed by <see cref="ExecutedCommand.Pack"/>.</summary>
    public ReadOnlyMemory<byte> Executed { get; init; }

    /// <summary>
    /// Elements of contacts and events that the device can keep; null when it did not say. What stands here and is not sent, the
    /// device has taken away; what does not stand here, it has never seen.
    /// </summary>
    /// <remarks>[MS-ASCMD] 2.2.3.179 Supported.</remarks>
    public IReadOnlyList<WbxmlTag>? Supported { get; init; }

    /// <summary>
    /// The state with one more item held of which no answer told, because the device made it, or moved it here, itself. What is
    /// said of all held items stays true: none lies behind <see cref="HeldEnd"/>, a trim passes none by, none leaves the window unseen.
    /// </summary>
    /// <param name="place">The item's place.</param>
    public CollectionState Holding(DatePosition place)
    {
        var leaves = FilterRules.Window(Options.Filter, Class) is { } window ? FilterRules.Leaves(place.Received, window) : (DateTimeOffset?)null;
        return this with
        {
            HeldEnd = place > HeldEnd ? place : HeldEnd,
            TrimmedTo = place < TrimmedTo ? null : TrimmedTo,
            NextExpiry = leaves < NextExpiry ? leaves : NextExpiry,
        };
    }

    /// <summary>The state as it is stored.</summary>
    public byte[] Pack()
    {
        var fields = new FieldWriter();
        fields.Integer(1, Key.Epoch);
        fields.Integer(2, Key.Generation);
        fields.Integer(3, Key.Attempt);
        fields.Integer(4, ContentVersion);
        fields.Integer(5, (byte)Class);
        fields.Bytes(6, Options.Pack());
        fields.Integer(7, Watermark);
        fields.Integer(8, Cursor.ReverseTicks);
        fields.Integer(9, Cursor.Item);
        fields.Integer(10, Complete ? 1 : 0);
        fields.Integer(11, HeldEnd.ReverseTicks);
        fields.Integer(12, HeldEnd.Item);
        if (TrimmedTo is { } trimmed)
        {
            fields.Integer(13, trimmed.ReverseTicks);
            fields.Integer(14, trimmed.Item);
        }

        fields.Integer(15, NextExpiry?.UtcTicks ?? 0);
        fields.Bytes(16, Frozen.Span);
        fields.Integer(17, FrozenMore ? 1 : 0);
        fields.Integer(18, (long)RequestHash);
        fields.Integer(19, ExecutedOn);
        fields.Bytes(20, Executed.Span);
        if (Supported is not null)
        {
            var tags = new FieldWriter(2 * Supported.Count);
            foreach (var tag in Supported)
            {
                tags.Number((ulong)tag);
            }

            fields.Bytes(21, tags.ToArray());
        }

        return fields.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; null for nothing.</summary>
    public static CollectionState? Unpack(int folder, ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty)
        {
            return null;
        }

        Span<long> numbers = stackalloc long[20];
        byte[] frozen = [];
        byte[] executed = [];
        List<WbxmlTag>? supported = null;
        var options = CollectionOptions.Default;
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case 6:
                    options = CollectionOptions.Unpack(fields.Value);
                    break;
                case 16:
                    frozen = fields.Value.ToArray();
                    break;
                case 20:
                    executed = fields.Value.ToArray();
                    break;
                case 21:
                    supported = UnpackTags(fields.Value);
                    break;
                case < 20:
                    numbers[fields.Tag] = fields.Integer;
                    break;
            }
        }

        return new CollectionState
        {
            Folder = folder,
            Key = new((uint)numbers[1], (uint)numbers[2], (uint)numbers[3]),
            ContentVersion = (byte)numbers[4],
            Class = (ItemClass)numbers[5],
            Options = options,
            Watermark = numbers[7],
            Cursor = new(numbers[8], numbers[9]),
            Complete = numbers[10] != 0,
            HeldEnd = new(numbers[11], numbers[12]),
            TrimmedTo = numbers[13] == 0 ? null : new DatePosition(numbers[13], numbers[14]),
            NextExpiry = numbers[15] == 0 ? null : new DateTimeOffset(numbers[15], TimeSpan.Zero),
            Frozen = frozen,
            FrozenMore = numbers[17] != 0,
            RequestHash = (ulong)numbers[18],
            ExecutedOn = (uint)numbers[19],
            Executed = executed,
            Supported = supported,
        };
    }

    private static List<WbxmlTag> UnpackTags(ReadOnlySpan<byte> packed)
    {
        var tags = new List<WbxmlTag>();
        var numbers = new FieldReader(packed);
        while (numbers.TryNumber(out var tag))
        {
            tags.Add((WbxmlTag)tag);
        }

        return tags;
    }
}
