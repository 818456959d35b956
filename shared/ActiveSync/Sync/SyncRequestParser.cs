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
            return SyncParse.Ok(SyncRequest.Empty);
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
        var isPartial = false;
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
                    if (SyncValues.Window(ref reader) is not { } size)
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
                    isPartial = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Partial alone says nothing: such a request is sent empty.
        var saysNothing = collections is null && wait is null && heartbeat is null && window is null;
        if (collections is [] || (isPartial ? saysNothing : collections is null) || (wait is not null && heartbeat is not null))
        {
            return SyncParse.Refused(SyncStatus.ProtocolError);
        }

        var form = isPartial ? SyncRequestForm.Partial : SyncRequestForm.Full;
        return Hold(new(collections ?? [], window, null) { Form = form }, wait, heartbeat, longestHold);
    }

    private static SyncParse Hold(SyncRequest request, int? wait, int? heartbeat, TimeSpan longestHold)
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

        return SyncParse.Ok(request with { Hold = hold });
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

            collections.Add(collection! with { Hash = SyncValues.Hash(body[start..reader.BytesRead]) });
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
                    read = read with { GetChanges = SyncValues.Flag(ref reader) };
                    break;
                case AirSyncPage.DeletesAsMoves:
                    read = read with { DeletesAsMoves = SyncValues.Flag(ref reader) };
                    break;
                case AirSyncPage.Supported:
                    if (Supported(ref reader) is not { } supported)
                    {
                        return SyncParse.Refused(SyncStatus.ProtocolError);
                    }

                    read = read with { Supported = supported };
                    break;
                case AirSyncPage.WindowSize:
                    if (SyncValues.Window(ref reader) is not { } size)
                    {
                        return SyncParse.Refused(SyncStatus.ProtocolError);
                    }

                    read = read with { Window = size };
                    break;
                case AirSyncPage.Options:
                    if (SyncOptionsParser.Read(ref reader, rules, out var options) is { } badOptions)
                    {
                        return badOptions;
                    }

                    // A second Options is for SMS, which is no class of ours.
                    read = read with { Options = read.Options ?? options };
                    break;
                case AirSyncPage.Commands:
                    if (SyncItemCommandParser.Read(ref reader, body, rules, out var commands) is { } badCommands)
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

    /// <returns>Null for more elements than any class has.</returns>
    private static List<WbxmlTag>? Supported(ref WbxmlReader reader)
    {
        var tags = new List<WbxmlTag>();
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (tags.Count == SyncLimits.MaximumSupported)
            {
                return null;
            }

            tags.Add(reader.Tag);
            reader.Skip();
        }

        return tags;
    }
}
