using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>A command that changed the hierarchy, so that repeating it has no second effect.</summary>
/// <param name="Command">FolderCreate, FolderUpdate or FolderDelete.</param>
/// <param name="Hash">Hash of its body: another body is another command.</param>
/// <param name="ServerId">The folder that was made; null for the others.</param>
public sealed record ExecutedFolderCommand(EasCommand Command, ulong Hash, int? ServerId)
{
    internal byte[] Pack()
    {
        var fields = new FieldWriter();
        fields.Integer(1, (byte)Command);
        fields.Integer(2, (long)Hash);
        fields.Integer(3, ServerId ?? 0);
        return fields.ToArray();
    }

    internal static ExecutedFolderCommand Unpack(ReadOnlySpan<byte> packed)
    {
        var done = new ExecutedFolderCommand(default, 0, null);
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            done = fields.Tag switch
            {
                1 => done with { Command = (EasCommand)fields.Integer },
                2 => done with { Hash = (ulong)fields.Integer },
                3 => done with { ServerId = (int)fields.Integer },
                _ => done,
            };
        }

        return done;
    }
}
