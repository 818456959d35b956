using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Items;

/// <summary>An item to and from its row.</summary>
internal static class ItemRow
{
    public static EntityProperties Write(Item item)
    {
        var row = new EntityProperties(14)
        {
            { "v", MailRows.SchemaVersion },
            { "folder", item.Folder },
            { "cls", (int)item.Class },
            { "received", item.Received },
            { "size", item.Size },
            { "seq", item.Sequence },
            { "origin", item.Origin.Value },
            { "others", item.OthersSequence },
            { "read", item.Read },
            { "content", item.Content },
        };
        if (item.Blob is not null)
        {
            row.Add("blob", item.Blob);
        }

        if (item.Flag is not null)
        {
            row.Add("flag", item.Flag);
        }

        if (item.Categories.Count > 0)
        {
            row.Add("cats", Pack(item.Categories));
        }

        return row;
    }

    /// <returns>Null for a row that does not say where the item belongs: nothing can be done with it, and nothing else shall fail for it.</returns>
    public static Item? Read(Entity entity)
    {
        var row = entity.Properties;
        if (row.FindInt32("folder") is not { } folder || row.FindDateTime("received") is not { } received || row.FindInt64("seq") is not { } sequence)
        {
            return null;
        }

        return new Item
        {
            Id = Convert.ToInt64(entity.Key.Row[2..], 16),
            Folder = folder,
            Class = (ItemClass)(row.FindInt32("cls") ?? 0),
            Received = received,
            Size = row.FindInt64("size") ?? 0,
            Sequence = sequence,
            Origin = new(row.FindInt64("origin") ?? 0),
            OthersSequence = row.FindInt64("others") ?? 0,
            Read = row.FindBoolean("read") ?? false,
            Content = row.FindBinary("content") ?? [],
            Blob = row.FindString("blob"),
            Flag = row.FindBinary("flag"),
            Categories = row.FindBinary("cats") is { } categories ? Unpack(categories) : [],
            ETag = entity.ETag,
        };
    }

    private static byte[] Pack(IReadOnlyList<string> categories)
    {
        var fields = new FieldWriter();
        foreach (var category in categories)
        {
            fields.Text(1, category);
        }

        return fields.ToArray();
    }

    private static List<string> Unpack(byte[] packed)
    {
        var categories = new List<string>();
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            categories.Add(fields.Text);
        }

        return categories;
    }
}
