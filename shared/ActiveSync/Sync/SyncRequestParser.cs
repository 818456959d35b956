using System.Buffers.Binary;
using System.Security.Cryptography;
using Carbonio.Cloud.ActiveSync.Content;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Reads the body of a Sync.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21.1 Request. Order of children is not insisted on: real devices vary it.</remarks>
public static class SyncRequestParser
{
    /// <summary>Least and most of Wait, in minutes, and of HeartbeatInterval, in seconds.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.198 Wait, 2.2.3.84.2 HeartbeatInterval (Sync).</remarks>
    private const int MinimumWait = 1;
    private const int MaximumWait = 59;
    private const int MinimumHeartbeat = 60;

    /// <summary>Reads a request.</summary>
    /// <param name="body">The body; empty asks to run the last request again.</param>
    /// <param name="rules">What the version means.</param>
    /// <param name="longestHold">Longest time that a request may be held.</param>
    public static SyncParse Parse(ReadOnlySpan<byte> body, VersionRules rules, TimeSpan longestHold)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (body.IsEmpty)
        {
            return SyncParse.Refused(SyncStatus.SendAll);
        }

        var reader = new WbxmlReader(body);
        if (reader.Read() != WbxmlNodeKind.StartElement)
        {
            return SyncParse.Refused(CommonStatus.InvalidWBXML);
        }

        var parse = reader.Tag == AirSyncPage.Sync ? Root(ref reader, body, rules, longestHold) : SyncParse.Refused(CommonStatus.InvalidXML);
        return reader.IsBroken() ? SyncParse.Refused(CommonStatus.InvalidWBXML) : parse;
    }

    private static SyncParse Root(ref WbxmlReader reader, ReadOnlySpan<byte> body, VersionRules rules, TimeSpan longestHold)
    {
        List<SyncCollection>? collections = null;
        int? window = null;
        int? wait = null;
        int? heartbeat = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncPage.Collections:
                    collections = [];
                    if (Collections(ref reader, body, rules, collections) is { } refused)
                    {
                        return refused;
                    }

                    break;
                case AirSyncPage.WindowSize:
                    if (Window(ref reader) is not { } size)
                    {
                        return SyncParse.Refused(SyncStatus.ProtocolError);
                    }

                    window = size;
                    break;
                case AirSyncPage.Wait:
                    wait = reader.ReadInt32() ?? -1;
                    break;
                case AirSyncPage.HeartbeatInterval:
                    heartbeat = reader.ReadInt32() ?? -1;
                    break;
                case AirSyncPage.Partial:
                    return SyncParse.Refused(SyncStatus.SendAll);
                default:
                    reader.Skip();
                    break;
            }
        }

        if (collections is null or [] || (wait is not null && heartbeat is not null))
        {
            return SyncParse.Refused(SyncStatus.ProtocolError);
        }

        return Hold(collections, window, wait, heartbeat, longestHold);
    }

    private static SyncParse Hold(List<SyncCollection> collections, int? window, int? wait, int? heartbeat, TimeSpan longestHold)
    {
        var longestWait = Math.Clamp((int)longestHold.TotalMinutes, MinimumWait, MaximumWait);
        var longestHeartbeat = Math.Max((int)longestHold.TotalSeconds, MinimumHeartbeat);
        TimeSpan? hold = null;
        if (wait is { } minutes)
        {
            if (minutes < MinimumWait || minutes > longestWait)
            {
                return SyncParse.Refused(SyncStatus.WaitOutOfRange, minutes < MinimumWait ? MinimumWait : longestWait);
            }

            hold = TimeSpan.FromMinutes(minutes);
        }
        else if (heartbeat is { } seconds)
        {
            if (seconds < MinimumHeartbeat || seconds > longestHeartbeat)
            {
                return SyncParse.Refused(SyncStatus.WaitOutOfRange, seconds < MinimumHeartbeat ? MinimumHeartbeat : longestHeartbeat);
            }

            hold = TimeSpan.FromSeconds(seconds);
        }

        return SyncParse.Ok(new(collections, window, hold));
    }

    private static SyncParse? Collections(ref WbxmlReader reader, ReadOnlySpan<byte> body, VersionRules rules, List<SyncCollection> collections)
    {
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag != AirSyncPage.Collection)
            {
                reader.Skip();
                continue;
            }

            if (collections.Count == SyncLimits.MaximumCollections)
            {
                return SyncParse.Refused(SyncStatus.TooManyCollections, SyncLimits.MaximumCollections);
            }

            var start = reader.Offset;
            if (Collection(ref reader, body, rules, out var collection) is { } refused)
            {
                return refused;
            }

            collections.Add(collection! with { Hash = Hash(body[start..reader.BytesRead]) });
        }

        return null;
    }

    private static SyncParse? Collection(ref WbxmlReader reader, ReadOnlySpan<byte> body, VersionRules rules, out SyncCollection? collection)
    {
        collection = null;
        string? id = null;
        string? key = null;
        var read = new SyncCollection { CollectionId = "", SyncKey = "" };
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncPage.CollectionId:
                    id = reader.ReadText();
                    break;
                case AirSyncPage.SyncKey:
                    key = reader.ReadText();
                    break;
                case AirSyncPage.GetChanges:
                    read = read with { GetChanges = Flag(ref reader) };
                    break;
                case AirSyncPage.DeletesAsMoves:
                    read = read with { DeletesAsMoves = Flag(ref reader) };
                    break;
                case AirSyncPage.WindowSize:
                    if (Window(ref reader) is not { } size)
                    {
                        return SyncParse.Refused(SyncStatus.ProtocolError);
                    }

                    read = read with { Window = size };
                    break;
                case AirSyncPage.Options:
                    if (Options(ref reader, rules, out var options) is { } badOptions)
                    {
                        return badOptions;
                    }

                    // A second Options is for SMS, which is no class of ours.
                    read = read with { Options = read.Options ?? options };
                    break;
                case AirSyncPage.Commands:
                    if (Commands(ref reader, body, out var commands) is { } badCommands)
                    {
                        return badCommands;
                    }

                    read = read with { Commands = commands };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (id is null or { Length: > ServerIds.MaximumCharacters } || key is null or { Length: 0 or > 64 })
        {
            return SyncParse.Refused(SyncStatus.ProtocolError);
        }

        collection = read with { CollectionId = id, SyncKey = key };
        return null;
    }

    private static SyncParse? Options(ref WbxmlReader reader, VersionRules rules, out CollectionOptions? options)
    {
        options = null;
        var filter = FilterType.All;
        var serverWins = true;
        var sms = false;
        var content = new ContentOptionsParser(rules);
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case AirSyncPage.FilterType:
                    if (reader.ReadInt32() is not (>= 0 and <= byte.MaxValue and var number) || (FilterType)number > FilterType.IncompleteTasks)
                    {
                        return SyncParse.Refused(CommonStatus.InvalidXML);
                    }

                    filter = (FilterType)number;
                    break;
                case AirSyncPage.Conflict:
                    serverWins = reader.ReadInt32() != 0;
                    break;
                case AirSyncPage.Class:
                    sms = reader.ReadText() == "SMS";
                    break;
                default:
                    if (!content.TryRead(ref reader))
                    {
                        reader.Skip();
                    }

                    break;
            }
        }

        if (content.Violation != ContentViolation.None)
        {
            return content.Violation == ContentViolation.BodyPartPreferenceType
                ? SyncParse.Refused(CommonStatus.BodyPartPreferenceTypeNotSupported)
                : SyncParse.Refused(SyncStatus.ProtocolError);
        }

        options = sms ? null : new(filter, serverWins, content.Options);
        return null;
    }

    private static SyncParse? Commands(ref WbxmlReader reader, ReadOnlySpan<byte> body, out IReadOnlyList<SyncItemCommand> commands)
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
            if (Command(ref reader, kind.Value) is not { } command)
            {
                return SyncParse.Refused(SyncStatus.ProtocolError);
            }

            list.Add(command with { Hash = Hash(body[start..reader.BytesRead]) });
        }

        return null;
    }

    private static SyncItemCommand? Command(ref WbxmlReader reader, CommandKind kind)
    {
        string? id = null;
        EmailChange? email = null;
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
                    email = Email(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return id is { Length: > 0 and <= ServerIds.MaximumCharacters } ? new(kind, id, 0, email) : null;
    }

    private static EmailChange? Email(ref WbxmlReader reader)
    {
        EmailChange? change = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case EmailPage.Read:
                    change = (change ?? EmailChange.None) with { Read = Flag(ref reader) };
                    break;
                case EmailPage.Flag:
                    change ??= EmailChange.None;
                    change = EmailFlag.TryRead(ref reader, out var flag)
                        ? change with { Flag = flag?.Pack() ?? [] }
                        : change with { IsMalformed = true };
                    break;
                case EmailPage.Categories:
                    change = (change ?? EmailChange.None) with { Categories = Categories(ref reader) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return change;
    }

    private static List<string> Categories(ref WbxmlReader reader)
    {
        var categories = new List<string>();
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag == EmailPage.Category)
            {
                categories.Add(reader.ReadText());
            }
            else
            {
                reader.Skip();
            }
        }

        return categories;
    }

    // An empty element means yes.
    private static bool Flag(ref WbxmlReader reader) => reader.ReadContent() is not [(byte)'0'];

    private static int? Window(ref WbxmlReader reader) => reader.ReadInt32() switch
    {
        null or < 0 => null,
        0 or > SyncLimits.MaximumWindow => SyncLimits.MaximumWindow,
        var size => size,
    };

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
