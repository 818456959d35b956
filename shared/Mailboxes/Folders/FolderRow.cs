using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes.Folders;

/// <summary>A folder to and from its row.</summary>
internal static class FolderRow
{
    public static EntityProperties Write(Folder folder) => new(7)
    {
        { "v", MailRows.SchemaVersion },
        { "parent", folder.ParentId },
        { "name", folder.DisplayName },
        { "type", (int)folder.Type },
        { "seq", folder.Sequence },
        { "gone", folder.Deleted },
        { "nosync", folder.SyncDisabled },
    };

    public static Folder Read(Entity entity)
    {
        var row = entity.Properties;
        return new(
            Convert.ToInt32(entity.Key.Row[2..], 16),
            row["parent"].AsInt32(),
            row["name"].AsString(),
            (FolderType)row["type"].AsInt32(),
            row["seq"].AsInt64(),
            row["gone"].AsBoolean())
        {
            SyncDisabled = row.FindBoolean("nosync") ?? false,
        };
    }
}
