using System.Globalization;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.BadItems;

/// <summary>A bad item to and from its row: docs/decisions/0002-storage-layout.md.</summary>
internal static class BadItemRow
{
    public const string Prefix = "b!";

    public static string Key(long item) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{item:x16}");

    public static EntityProperties Write(BadItem bad)
    {
        var row = new EntityProperties(9)
        {
            { "v", MailRows.SchemaVersion },
            { "folder", bad.Folder },
            { "cls", (int)bad.Class },
            { "reason", (int)bad.Reason },
            { "first", bad.FirstSeen },
            { "last", bad.LastSeen },
            { "count", bad.Count },
        };
        if (bad.Device is not null)
        {
            row.Add("device", bad.Device);
        }

        return row;
    }

    public static BadItem Read(Entity entity)
    {
        var row = entity.Properties;
        return new()
        {
            Item = Convert.ToInt64(entity.Key.Row[Prefix.Length..], 16),
            Folder = row["folder"].AsInt32(),
            Class = (ItemClass)row["cls"].AsInt32(),
            Reason = (BadItemReason)row["reason"].AsInt32(),
            FirstSeen = row["first"].AsDateTime(),
            LastSeen = row["last"].AsDateTime(),
            Device = row.FindString("device"),
            Count = row["count"].AsInt32(),
            ETag = entity.ETag,
        };
    }

    /// <summary>A row for an item that nobody knew to be bad.</summary>
    public static BadItem New(Item item, BadItemReason reason, string? device, DateTimeOffset now) => new()
    {
        Item = item.Id,
        Folder = item.Folder,
        Class = item.Class,
        Reason = reason,
        FirstSeen = now,
        LastSeen = now,
        Device = device,
        Count = 1,
    };
}
