using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.Index;

/// <summary>A listed device to and from its row.</summary>
internal static class ListedDeviceRow
{
    public static string Key(string deviceId, Guid account) => $"{KeyText.Escape(deviceId)}!{account:N}";

    public static EntityProperties Write(ListedDevice device) => new(16)
    {
        { "v", MailRows.SchemaVersion },
        { "account", device.Account },
        { "address", device.Address },
        { "deviceId", device.DeviceId },
        { "type", device.DeviceType },
        { "firstSeen", device.FirstSeen },
        { "lastSeen", device.LastSeen },
        { "agent", Cut(device.UserAgent) },
        { "protocol", device.ProtocolVersion },
        { "provisioned", device.IsProvisioned },
        { "credential", device.HasMobilePassword },
        { "standing", (int)device.Standing },
        { "heartbeat", device.PingSeconds },
        { "command", device.LastCommand },
    };

    public static ListedDevice Read(Entity entity)
    {
        var row = entity.Properties;
        return new()
        {
            Account = row["account"].AsGuid(),
            Address = row["address"].AsString(),
            DeviceId = row["deviceId"].AsString(),
            DeviceType = row["type"].AsString(),
            FirstSeen = row["firstSeen"].AsDateTime(),
            LastSeen = row["lastSeen"].AsDateTime(),
            UserAgent = row["agent"].AsString(),
            ProtocolVersion = row["protocol"].AsString(),
            IsProvisioned = row["provisioned"].AsBoolean(),
            HasMobilePassword = row["credential"].AsBoolean(),
            Standing = (DeviceStanding)row["standing"].AsInt32(),
            PingSeconds = row["heartbeat"].AsInt32(),
            LastCommand = row["command"].AsString(),
        };
    }

    // A row stays small whatever a device calls itself.
    private static string Cut(string text) => text.Length <= DeviceIndex.MaximumTextCharacters ? text : text[..DeviceIndex.MaximumTextCharacters];
}
