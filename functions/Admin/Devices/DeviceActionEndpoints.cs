using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.Administration;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;

namespace Carbonio.Cloud.Functions.Admin.Devices;

/// <summary>Does something to devices. Repeating a request has the effect of one.</summary>
internal static class DeviceActionEndpoints
{
    // Of one request; the next goes on behind them.
    private const int DevicesPerRequest = 50;

    public static IReadOnlyList<AdminRoute> Routes { get; } =
    [
        new("DELETE", "/accounts/{account}/devices/{device}", "Forgets a device with its sync state: when it comes again it is a new one.", AdminRole.Delegated, RemoveAsync)
        {
            Success = StatusCodes.Status204NoContent,
        },
        Action("reset", "Forgets what a device holds: it syncs all anew.", (call, account, device) => call.Devices.Administration.ResetAsync(call.Actor, account, device, call.Aborted)),
        Action("suspend", "Stops a device's syncing; its sync state stays.", (call, account, device) => call.Devices.Administration.SuspendAsync(call.Actor, account, device, call.Aborted)),
        Action("resume", "Lets a suspended device sync again.", (call, account, device) => call.Devices.Administration.ResumeAsync(call.Actor, account, device, call.Aborted)),
        ForAll("reset", "Forgets what the devices of an account hold, some at a time: repeat with what the answer gives as continuation.", (call, account, device) => call.Devices.Administration.ResetAsync(call.Actor, account, device, call.Aborted)),
        ForAll("resume", "Lets all devices of an account sync again, some at a time.", (call, account, device) => call.Devices.Administration.ResumeAsync(call.Actor, account, device, call.Aborted)),
        new(
            "POST",
            "/accounts/{account}/devices/{device}/wipe",
            "Orders a device to wipe itself when it comes next: the whole device, or with accountOnly what it has of this account. Nothing is done without confirm.",
            AdminRole.Delegated,
            WipeAsync)
        {
            Request = DeviceJson.Default.WipeOrderBody, Response = DeviceJson.Default.WipeAnswerBody,
        },
        new("DELETE", "/accounts/{account}/devices/{device}/wipe", "Takes an order to wipe back, or lets a device in again that was wiped.", AdminRole.Delegated, CancelWipeAsync)
        {
            Response = DeviceJson.Default.DeviceDetailBody,
        },
    ];

    private static AdminRoute Action(string name, string summary, Func<AdminCall, AccountView, string, Task<DeviceOutcome>> act) =>
        new("POST", "/accounts/{account}/devices/{device}/" + name, summary, AdminRole.Delegated, async call =>
        {
            var (account, refusal) = await call.FindAccountAsync();
            return account is null ? refusal! : Answer(call, account, await act(call, account, call.Path("device")));
        })
        {
            Response = DeviceJson.Default.DeviceDetailBody,
        };

    private static AdminRoute ForAll(string name, string summary, Func<AdminCall, AccountView, string, Task<DeviceOutcome>> act) =>
        new("POST", "/accounts/{account}/devices/" + name, summary, AdminRole.Delegated, async call =>
        {
            var (account, refusal) = await call.FindAccountAsync();
            if (account is null)
            {
                return refusal!;
            }

            var (devices, more) = await call.Devices.Registry.ListAsync(DeviceServices.Mailbox(account), call.Query("continuation"), DevicesPerRequest, call.Aborted);
            var done = new List<string>();
            foreach (var device in devices)
            {
                var outcome = await act(call, account, device.DeviceId);
                if (outcome.Status is DeviceChangeStatus.Busy or DeviceChangeStatus.Refused)
                {
                    return Failure(call, account, device.DeviceId, outcome);
                }

                if (outcome.Status == DeviceChangeStatus.Done)
                {
                    done.Add(device.DeviceId);
                }
            }

            return AdminAnswer.Json(new(done, more ? devices[^1].DeviceId : null), DeviceJson.Default.ChangedDevicesBody);
        })
        {
            Query = [("continuation", "What the answer before gave.")], Response = DeviceJson.Default.ChangedDevicesBody,
        };

    private static async Task<AdminAnswer> RemoveAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        var outcome = await call.Devices.Administration.RemoveAsync(call.Actor, account, call.Path("device"), call.Aborted);
        return outcome.Status == DeviceChangeStatus.Done ? AdminAnswer.Done : Failure(call, account, call.Path("device"), outcome);
    }

    private static async Task<AdminAnswer> WipeAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        if (account is null)
        {
            return refusal!;
        }

        (var body, refusal) = await call.ReadAsync(DeviceJson.Default.WipeOrderBody);
        if (body is null)
        {
            return refusal!;
        }

        var id = call.Path("device");
        if (!body.Confirm)
        {
            return await call.Devices.Registry.FindAsync(DeviceServices.Mailbox(account), id, call.Aborted) is null
                ? DeviceEndpoints.NoDevice(account, id)
                : AdminAnswer.Problem(
                    StatusCodes.Status409Conflict,
                    "not_confirmed",
                    $"Nothing was done. This would erase {(body.AccountOnly ? $"what {id} has of {account.Address}" : $"all of {id}, its owner's own data too")}: say confirm true to do it.");
        }

        var outcome = await call.Devices.Administration.WipeAsync(call.Actor, account, id, body.AccountOnly, call.Aborted);
        return outcome is { Status: DeviceChangeStatus.Done, Device: { } device }
            ? AdminAnswer.Json(new(DeviceText.Detail(call.Devices, account, device, null), Warning(device)), DeviceJson.Default.WipeAnswerBody)
            : Failure(call, account, id, outcome);
    }

    private static async Task<AdminAnswer> CancelWipeAsync(AdminCall call)
    {
        var (account, refusal) = await call.FindAccountAsync();
        return account is null
            ? refusal!
            : Answer(call, account, await call.Devices.Administration.CancelWipeAsync(call.Actor, account, call.Path("device"), call.Aborted));
    }

    // The order stands for whatever version the device speaks when it comes; told is what it spoke last.
    private static string? Warning(Device device) =>
        device.Wipe is { AccountOnly: true } && EasVersion.Parse(device.ProtocolVersion) is { } version && VersionRules.Find(version) is not { AccountOnlyRemoteWipe: true }
            ? $"{device.DeviceId} spoke {device.ProtocolVersion} last, which cannot wipe one account alone: as long as it does, it is blocked and keeps what it has."
            : null;

    private static AdminAnswer Answer(AdminCall call, AccountView account, DeviceOutcome outcome) =>
        outcome is { Status: DeviceChangeStatus.Done, Device: { } device }
            ? AdminAnswer.Json(DeviceText.Detail(call.Devices, account, device, null), DeviceJson.Default.DeviceDetailBody)
            : Failure(call, account, call.Path("device"), outcome);

    private static AdminAnswer Failure(AdminCall call, AccountView account, string device, DeviceOutcome outcome) => outcome.Status switch
    {
        DeviceChangeStatus.NotFound => DeviceEndpoints.NoDevice(account, device),
        DeviceChangeStatus.Refused => AdminAnswer.Problem(StatusCodes.Status409Conflict, "wipe_stands", outcome.Message!),
        _ => AdminAnswer.Busy($"The mailbox of {account.Address} is busy; try again."),
    };
}
