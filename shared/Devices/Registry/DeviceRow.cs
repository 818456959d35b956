using System.Globalization;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.Registry;

/// <summary>A device to and from its row, and the overflow rows of one with very many collections.</summary>
internal static class DeviceRow
{
    /// <summary>Bytes of one property of collection states.</summary>
    public const int ChunkBytes = 60 * 1024;

    /// <summary>Such properties in one row.</summary>
    public const int ChunksPerRow = 8;

    private static readonly string[] ChunkNames = [.. Enumerable.Range(0, ChunksPerRow).Select(chunk => string.Create(CultureInfo.InvariantCulture, $"c{chunk}"))];

    public static string Key(string deviceId) => MailRows.Devices + KeyText.Escape(deviceId);

    public static string OverflowKey(string deviceId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{OverflowPrefix(deviceId)}{number:x2}");

    public static string OverflowPrefix(string deviceId) => $"vo!{KeyText.Escape(deviceId)}!";

    /// <summary>Overflow rows that this many bytes of states need.</summary>
    public static int Overflow(int packedBytes) => packedBytes <= ChunkBytes * ChunksPerRow ? 0 : (packedBytes - 1) / (ChunkBytes * ChunksPerRow);

    public static EntityProperties Write(Device device)
    {
        var row = new EntityProperties(32)
        {
            { "v", MailRows.SchemaVersion },
            { "deviceId", device.DeviceId },
            { "type", device.DeviceType },
            { "firstSeen", device.FirstSeen },
            { "lastSeen", device.LastSeen },
            { "agent", device.UserAgent },
            { "protocol", device.ProtocolVersion },
        };
        Add(row, "model", device.Information.Model);
        Add(row, "imei", device.Information.Imei);
        Add(row, "name", device.Information.FriendlyName);
        Add(row, "os", device.Information.Os);
        Add(row, "language", device.Information.OsLanguage);
        Add(row, "phone", device.Information.PhoneNumber);
        Add(row, "operator", device.Information.MobileOperator);
        Add(row, "ownAgent", device.Information.UserAgent);
        Add(row, "proof", device.PasswordProof);
        Add(row, "hierarchy", device.Hierarchy);
        Add(row, "ping", device.PingCache);
        Add(row, "sync", device.SyncCache);
        if (device.Jail is { } jail)
        {
            row.Add("jailUntil", jail.Until);
            row.Add("jailEpoch", jail.Epoch);
        }

        if (device.Policy != PolicyState.None)
        {
            row.Add("policyKey", (long)device.Policy.Key);
            row.Add("policyVersion", device.Policy.Version);
            row.Add("policyAt", device.Policy.AcknowledgedAt);
            row.Add("pendingKey", (long)device.Policy.PendingKey);
            row.Add("pendingVersion", device.Policy.PendingVersion);
        }

        AddStanding(row, device);
        var packed = device.Collections.Packed;
        AddChunks(row, packed, 0);
        if (Overflow(packed.Length) is var more and > 0)
        {
            row.Add("more", more);
        }

        return row;
    }

    public static EntityProperties WriteOverflow(Device device, int number)
    {
        var row = new EntityProperties(ChunksPerRow + 1) { { "v", MailRows.SchemaVersion } };
        AddChunks(row, device.Collections.Packed, number);
        return row;
    }

    public static Device Read(Entity entity, IEnumerable<Entity> overflow)
    {
        var row = entity.Properties;
        return new Device
        {
            ETag = entity.ETag,
            DeviceId = row["deviceId"].AsString(),
            DeviceType = row["type"].AsString(),
            FirstSeen = row["firstSeen"].AsDateTime(),
            LastSeen = row["lastSeen"].AsDateTime(),
            UserAgent = row["agent"].AsString(),
            ProtocolVersion = row["protocol"].AsString(),
            Information = ReadInformation(row),
            PasswordProof = row.FindBinary("proof"),
            Hierarchy = row.FindBinary("hierarchy"),
            PingCache = row.FindBinary("ping"),
            SyncCache = row.FindBinary("sync"),
            Jail = row.FindDateTime("jailUntil") is { } until ? new(until, row["jailEpoch"].AsInt64()) : null,
            Policy = row.FindInt64("policyKey") is { } key
                ? new((uint)key, row["policyVersion"].AsInt64(), row["policyAt"].AsDateTime(), (uint)row["pendingKey"].AsInt64(), row["pendingVersion"].AsInt64())
                : PolicyState.None,
            Collections = ReadChunks(overflow.Select(more => more.Properties).Prepend(row)),
            LastCommand = row.FindString("command") ?? "",
            Epoch = row.FindInt32("epoch") ?? 0,
            PingSeconds = row.FindInt32("heartbeat") ?? 0,
            ListedStamp = row.FindInt64("listed") ?? 0,
            Suspension = row.FindString("suspendedBy") is { } by ? new(by, row["suspendedAt"].AsDateTime()) : null,
            Wipe = ReadWipe(row),
        };
    }

    // Rows written before there was any of this have none of it.
    private static void AddStanding(EntityProperties row, Device device)
    {
        if (device.LastCommand.Length > 0)
        {
            row.Add("command", device.LastCommand);
        }

        row.Add("epoch", device.Epoch);
        row.Add("heartbeat", device.PingSeconds);
        row.Add("listed", device.ListedStamp);
        if (device.Suspension is { } suspension)
        {
            row.Add("suspendedBy", suspension.By);
            row.Add("suspendedAt", suspension.At);
        }

        if (device.Wipe is not { } wipe)
        {
            return;
        }

        row.Add("wipe", (int)wipe.Status);
        row.Add("wipeAccountOnly", wipe.AccountOnly);
        row.Add("wipeBy", wipe.By);
        row.Add("wipeAt", wipe.OrderedAt);
        row.SetOrRemove("wipeSentAt", wipe.SentAt);
        row.SetOrRemove("wipeAnsweredAt", wipe.AnsweredAt);
    }

    private static WipeOrder? ReadWipe(EntityProperties row) => row.FindInt32("wipe") is { } status
        ? new((WipeStatus)status, row["wipeAccountOnly"].AsBoolean(), row["wipeBy"].AsString(), row["wipeAt"].AsDateTime())
        {
            SentAt = row.FindDateTime("wipeSentAt"),
            AnsweredAt = row.FindDateTime("wipeAnsweredAt"),
        }
        : null;

    private static DeviceInformation ReadInformation(EntityProperties row) => new()
    {
        Model = row.FindString("model"),
        Imei = row.FindString("imei"),
        FriendlyName = row.FindString("name"),
        Os = row.FindString("os"),
        OsLanguage = row.FindString("language"),
        PhoneNumber = row.FindString("phone"),
        MobileOperator = row.FindString("operator"),
        UserAgent = row.FindString("ownAgent"),
    };

    private static void Add(EntityProperties row, string name, string? value)
    {
        if (value is not null)
        {
            row.Add(name, value);
        }
    }

    private static void Add(EntityProperties row, string name, byte[]? value)
    {
        if (value is not null)
        {
            row.Add(name, value);
        }
    }

    private static void AddChunks(EntityProperties row, ReadOnlyMemory<byte> packed, int number)
    {
        var at = number * ChunksPerRow * ChunkBytes;
        for (var chunk = 0; chunk < ChunksPerRow && at < packed.Length; chunk++, at += ChunkBytes)
        {
            row.Add(ChunkNames[chunk], packed.Slice(at, Math.Min(ChunkBytes, packed.Length - at)).ToArray());
        }
    }

    private static CollectionStates ReadChunks(IEnumerable<EntityProperties> rows)
    {
        var chunks = new List<byte[]>();
        foreach (var row in rows)
        {
            for (var chunk = 0; chunk < ChunksPerRow && row.FindBinary(ChunkNames[chunk]) is { } bytes; chunk++)
            {
                chunks.Add(bytes);
            }
        }

        return chunks switch
        {
            [] => CollectionStates.Empty,
            [var only] => CollectionStates.Unpack(only),
            _ => CollectionStates.Unpack([.. chunks.SelectMany(bytes => bytes)]),
        };
    }
}
