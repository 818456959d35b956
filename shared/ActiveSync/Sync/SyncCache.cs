using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>
/// The last request of a device, for the next one that comes empty or in part. Remembered only for devices that have sent such a
/// request before, so that the others cost no write.
/// </summary>
/// <remarks>
/// [MS-ASCMD] 2.2.1.21.1 Empty Sync Request, 2.2.3.131 Partial. Keys are those of the request, so that an empty request whose
/// answer was lost is recognised as the same again. Commands are not remembered: a repeated request has the effect of one.
/// </remarks>
public static class SyncCache
{
    private const byte VersionTag = 1;
    private const byte WindowTag = 2;
    private const byte HoldTag = 3;
    private const byte CollectionTag = 4;
    private const int CollectionBytes = 48;

    /// <summary>Nothing remembered yet, of a device for which something shall be.</summary>
    public static byte[] Wanted { get; } = Pack(new([], null, null));

    /// <summary>Puts together what a device means.</summary>
    /// <param name="sent">What it sent.</param>
    /// <param name="remembered">What it sent before; null when nothing is remembered.</param>
    /// <returns>The whole request; null when what it leaves out is not remembered.</returns>
    public static SyncRequest? Complete(SyncRequest sent, byte[]? remembered)
    {
        ArgumentNullException.ThrowIfNull(sent);
        if (sent.Form == SyncRequestForm.Full)
        {
            return sent;
        }

        if (Unpack(remembered) is not { Collections.Count: > 0 } before)
        {
            return null;
        }

        if (sent.Form == SyncRequestForm.Empty)
        {
            return before;
        }

        var named = sent.Collections.Select(collection => collection.CollectionId).ToHashSet(StringComparer.Ordinal);
        return sent with
        {
            Form = SyncRequestForm.Full,
            Collections = [.. sent.Collections, .. before.Collections.Where(collection => !named.Contains(collection.CollectionId))],
        };
    }

    /// <summary>A request as it is remembered.</summary>
    public static byte[] Pack(SyncRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fields = new FieldWriter(16 + (CollectionBytes * request.Collections.Count));
        fields.Integer(VersionTag, 1);
        fields.Integer(WindowTag, request.Window ?? 0);
        fields.Integer(HoldTag, (long)(request.Hold?.TotalSeconds ?? 0));
        foreach (var collection in request.Collections.Where(IsOurs))
        {
            var one = new FieldWriter(CollectionBytes);
            one.Text(1, collection.CollectionId);
            one.Text(2, collection.SyncKey);
            one.Integer(3, collection.Window ?? 0);
            one.Integer(4, collection.GetChanges is { } wanted ? wanted ? 2 : 1 : 0);
            one.Integer(5, (long)collection.Hash);
            fields.Bytes(CollectionTag, one.ToArray());
        }

        return fields.ToArray();
    }

    // What we never gave is refused each time: it is not worth its bytes, of which a device could send more than a row takes.
    private static bool IsOurs(SyncCollection collection) =>
        SyncKey.TryParse(collection.SyncKey, out _) && ServerIds.ParseCollection(collection.CollectionId) is not null;

    private static SyncRequest? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        var collections = new List<SyncCollection>();
        int? window = null;
        TimeSpan? hold = null;
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            switch (fields.Tag)
            {
                case WindowTag:
                    window = (int)fields.Integer;
                    break;
                case HoldTag:
                    hold = TimeSpan.FromSeconds(fields.Integer);
                    break;
                case CollectionTag:
                    collections.Add(UnpackCollection(fields.Value));
                    break;
            }
        }

        return new(collections, window, hold);
    }

    private static SyncCollection UnpackCollection(ReadOnlySpan<byte> packed)
    {
        var collection = new SyncCollection { CollectionId = "", SyncKey = "" };
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            collection = fields.Tag switch
            {
                1 => collection with { CollectionId = fields.Text },
                2 => collection with { SyncKey = fields.Text },
                3 => collection with { Window = (int)fields.Integer },
                4 => collection with { GetChanges = fields.Integer == 2 },
                5 => collection with { Hash = (ulong)fields.Integer },
                _ => collection,
            };
        }

        return collection;
    }
}
