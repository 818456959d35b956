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

    public static Item Read(Entity entity)
    {
        var row = entity.Properties;
        return new Item
        {
            Id = Convert.ToInt64(entity.Key.Row[2..], 16),
            Folder = row["folder"].AsInt32(),
            Class = (ItemClass)row["cls"].AsInt32(),
            Received = row["received"].AsDateTime(),
            Size = row["size"].AsInt64(),
            Sequence = row["seq"].AsInt64(),
            Origin = new(row["origin"].AsInt64()),
            OthersSequence = row["others"].AsInt64(),
            Read = row["read"].AsBoolean(),
            Content = row["content"].AsBinary(),
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
