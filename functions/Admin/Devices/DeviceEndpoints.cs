using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Looks at devices.</summary>
internal static class DeviceEndpoints
{
    private static readonly (string Name, string Meaning) Limit = ("limit", "Most devices of a page, 1 to 1000; 100 without.");
    private static readonly (string Name, string Meaning) Continuation = ("continuation", "What the page before gave.");

    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("GET", "/devices", "Devices of all domains that the token administers. A page may be short or empty though more follow.", AdminRole.Delegated, DeviceLists.AllAsync)
        {
            Query =
            [
                ("domains", "Only these, comma separated."),
                ("status", "Only devices of this standing: enabled, suspended, wipe_pending, wipe_sent, wiped or wipe_failed."),
                ("type", "Only devices of this type."),
                ("verbose", "true: the last contact to ten minutes, from each device's own row; else to a day."),
                Limit,
                Continuation,
            ],
            Response = DeviceJson.Default.DeviceListBody,
        },
        new("GET", "/accounts/{account}/devices", "Devices of an account.", AdminRole.Delegated, ListAsync)
        {
            Query = [Limit, Continuation], Response = DeviceJson.Default.DeviceListBody,
        },
        new("GET", "/accounts/{account}/devices/{device}", "One device.", AdminRole.Delegated, GetAsync)
        {
            Query = [("verbose", "true: counts what the device holds, too, which reads all of its state.")], Response = DeviceJson.Default.DeviceDetailBody,
        },
    ];

    /// <summary>The answer for a device that the account has not.</summary>
    public static AdminAnswer NoDevice(AccountView account, string device) =>
        AdminAnswer.Problem(StatusCodes.Status404NotFound, "no_such_device", $"{account.Address} has no device '{device}': 'carbonio mobile getDeviceList {account.Address}' lists those it has.");

    private static async Task<AdminAnswer> ListAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        if (call.PageLength() is not { } limit)
        {
            return AdminCall.BadPageLength;
        }

        var (devices, more) = await call.Devices.Registry.ListAsync(DeviceServices.Mailbox(account), call.Query("continuation"), limit, call.Aborted);
        return AdminAnswer.Json(
            new([.. devices.Select(device => DeviceText.Body(call.Devices, account.Key, ListedDevice.Of(account, device)))], more ? devices[^1].DeviceId : null),
            DeviceJson.Default.DeviceListBody);
    }

    private static async Task<AdminAnswer> GetAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        var id = call.Path("device");
        if (await call.Devices.Registry.FindAsync(DeviceServices.Mailbox(account), id, call.Aborted) is not { } device)
        {
            return NoDevice(account, id);
        }

        var counts = bool.TryParse(call.Query("verbose"), out var verbose) && verbose ? await CountAsync(call, account, device) : null;
        return AdminAnswer.Json(DeviceText.Detail(call.Devices, account, device, counts), DeviceJson.Default.DeviceDetailBody);
    }

    private static async Task<DeviceCountsBody> CountAsync(AdminCall call, AccountView account, Device device)
    {
        var mailbox = DeviceServices.Mailbox(account);
        var held = await call.Devices.Counts.ReadAsync(mailbox, device, call.Aborted);
        var bad = await call.BadItems.ListAsync(mailbox, call.Aborted);
        return new(
            bad.Count,
            held.Items(ItemClass.Contacts),
            held.Items(ItemClass.Email),
            held.Items(ItemClass.Calendar),
            held.Items(ItemClass.Tasks),
            held.Items(ItemClass.Notes),
            held.Folders);
    }
}
