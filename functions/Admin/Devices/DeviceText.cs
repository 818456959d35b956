using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Devices as the admin API says them.</summary>
internal static class DeviceText
{
    // Carbonio's: 1 can receive, anything else cannot.
    private const int Enabled = 1;
    private const int Disabled = 0;

    public static DeviceBody Body(DeviceServices services, AccountKey account, ListedDevice device) => new(
        device.Address,
        device.Address,
        account.Account.ToString("D"),
        device.DeviceId,
        device.DeviceType,
        device.FirstSeen,
        device.LastSeen,
        device.HasMobilePassword,
        services.IsOnline(account, device.DeviceId, device.LastSeen, device.PingSeconds),
        device.LastCommand,
        device.PingSeconds,
        device.ProtocolVersion,
        device.IsProvisioned,
        device.Standing == DeviceStanding.Enabled ? Enabled : Disabled,
        Standing(device.Standing),
        device.UserAgent);

    public static DeviceDetailBody Detail(DeviceServices services, AccountView account, Device device, DeviceCountsBody? counts) => new(
        Body(services, account.Key, ListedDevice.Of(account, device)),
        device.Information.FriendlyName,
        device.Information.Imei,
        device.Information.Model,
        device.Information.Os,
        device.Information.OsLanguage,
        device.Information.PhoneNumber,
        device.Information.MobileOperator,
        device.Suspension is { } suspension ? new(suspension.By, suspension.At) : null,
        device.Wipe is { } wipe ? new(Status(wipe.Status), wipe.AccountOnly, wipe.By, wipe.OrderedAt, wipe.SentAt, wipe.AnsweredAt) : null,
        device.Policy.Key == 0 ? null : device.Policy.AcknowledgedAt,
        counts);

    /// <summary>The standing of that name, or null.</summary>
    public static DeviceStanding? Standing(string name)
    {
        foreach (var standing in Enum.GetValues<DeviceStanding>())
        {
            if (Standing(standing).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return standing;
            }
        }

        return null;
    }

    public static string Standing(DeviceStanding standing) => standing switch
    {
        DeviceStanding.Enabled => "enabled",
        DeviceStanding.Suspended => "suspended",
        DeviceStanding.WipePending => "wipe_pending",
        DeviceStanding.WipeSent => "wipe_sent",
        DeviceStanding.Wiped => "wiped",
        _ => "wipe_failed",
    };

    private static string Status(WipeStatus status) => status switch
    {
        WipeStatus.Pending => "pending",
        WipeStatus.Sent => "sent",
        WipeStatus.Acknowledged => "acknowledged",
        _ => "failed",
    };
}
