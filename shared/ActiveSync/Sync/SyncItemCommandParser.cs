using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Reads the Commands of a collection.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.32 Commands.</remarks>
internal static class SyncItemCommandParser
{
    /// <summary>Reads the element that the reader has come to.</summary>
    /// <param name="reader">At the start of the element; afterwards at its end.</param>
    /// <param name="body">The whole document: what makes one command the same as another is its bytes.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="commands">The commands, in order.</param>
    /// <returns>Null, or what to answer instead.</returns>
    public static SyncParse? Read(ref WbxmlReader reader, ReadOnlySpan<byte> body, VersionRules rules, out IReadOnlyList<SyncItemCommand> commands)
    {
        var list = new List<SyncItemCommand>();
        commands = list;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            CommandKind? kind = reader.Tag switch
            {
                AirSyncPage.Add => CommandKind.Add,
                AirSyncPage.Change => CommandKind.Change,
                AirSyncPage.Delete => CommandKind.Delete,
                AirSyncPage.Fetch => CommandKind.Fetch,
                _ => null,
            };
            if (kind is null)
            {
                reader.Skip();
                continue;
            }

            if (list.Count == SyncLimits.MaximumCommands)
            {
                return SyncParse.Refused(SyncStatus.ProtocolError);
            }

            var start = reader.Offset;
            if (Command(ref reader, kind.Value, rules) is not { } command)
            {
                return SyncParse.Refused(SyncStatus.ProtocolError);
            }

            list.Add(command with { Hash = SyncValues.Hash(body[start..reader.BytesRead]) });
        }

        return null;
    }

    private static SyncItemCommand? Command(ref WbxmlReader reader, CommandKind kind, VersionRules rules)
    {
        string? id = null;
        EmailChange? email = null;
        var send = false;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncPage.ClientId when kind == CommandKind.Add:
                case AirSyncPage.ServerId when kind != CommandKind.Add:
                    id = reader.ReadText();
                    break;
                case AirSyncPage.ApplicationData:
                    email = EmailChangeParser.Read(ref reader, rules);
                    break;
                case Email2Page.Send:
                    send = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return id is { Length: > 0 and <= ServerIds.MaximumCharacters } ? new(kind, id, 0, email) { Send = send } : null;
    }
}
