using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Devices.Administration;

/// <summary>
/// What admins do to devices. Each is one batch: the device's row, the signal in the mailbox row that makes held requests look,
/// and what follows from it as outbox rows, the entry of the audit log among them. Doing it twice has the effect of once.
/// </summary>
/// <remarks>docs/decisions/0020-devices.md.</remarks>
/// <param name="mailboxes">Mailboxes, in whose partitions devices stand.</param>
/// <param name="devices">Device rows.</param>
/// <param name="time">The clock.</param>
public sealed class DeviceAdministration(MailboxServices mailboxes, DeviceStore devices, TimeProvider time)
{
    // Each lost race is a delivery, or the device itself.
    private const int Tries = 30;

    /// <summary>Stops the device's syncing; what it holds stays known.</summary>
    public Task<DeviceOutcome> SuspendAsync(AdminActor actor, AccountView account, string deviceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var suspension = new Suspension(DeviceAudit.Name(actor), time.GetUtcNow());
        return ChangeAsync(
            new(actor, account, "mobile doSuspendDeviceSync"), deviceId, device => device.Suspension is null ? device with { Suspension = suspension } : device, cancellationToken);
    }

    /// <summary>Lets a suspended device sync again, from where it stopped.</summary>
    public Task<DeviceOutcome> ResumeAsync(AdminActor actor, AccountView account, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(new(actor, account, "mobile doResumeDeviceSync"), deviceId, device => device with { Suspension = null }, cancellationToken);

    /// <summary>Forgets what the device holds: it syncs everything anew when it comes next.</summary>
    public Task<DeviceOutcome> ResetAsync(AdminActor actor, AccountView account, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(new(actor, account, "mobile doResetDevice"), deviceId, device => device.HasState ? device.WithoutState() : device, cancellationToken);

    /// <summary>
    /// Orders the device to wipe itself when it comes next. The same order again changes nothing; one for the whole device takes the
    /// place of one for the account only, and the other way round is refused.
    /// </summary>
    /// <param name="actor">Who orders it.</param>
    /// <param name="account">Whose device it is.</param>
    /// <param name="deviceId">The device.</param>
    /// <param name="accountOnly">Only what it has of this account.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    public Task<DeviceOutcome> WipeAsync(AdminActor actor, AccountView account, string deviceId, bool accountOnly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var order = new WipeOrder(WipeStatus.Pending, accountOnly, DeviceAudit.Name(actor), time.GetUtcNow());
        return ChangeAsync(
            new(actor, account, "mobile doWipeDevice"),
            deviceId,
            device => device.Wipe?.AccountOnly == accountOnly ? device : device with { Wipe = order },
            cancellationToken,
            device => accountOnly && device.Wipe is { AccountOnly: false } ? $"{device.DeviceId} is to wipe itself whole: cancel that first." : null);
    }

    /// <summary>Takes the order to wipe back, or lets the device in again that has carried it out.</summary>
    public Task<DeviceOutcome> CancelWipeAsync(AdminActor actor, AccountView account, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(new(actor, account, "mobile doWipeDevice"), deviceId, device => device with { Wipe = null }, cancellationToken);

    /// <summary>
    /// Forgets the device: when it comes again it is a new one. Refused while it is to be wiped, for then the order would be
    /// forgotten, too.
    /// </summary>
    /// <returns>NotFound also when it was removed before.</returns>
    public Task<DeviceOutcome> RemoveAsync(AdminActor actor, AccountView account, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(actor, account, "mobile doRemoveDevice"),
            deviceId,
            _ => null,
            cancellationToken,
            device => device.Wipe is { Status: not WipeStatus.Acknowledged }
                ? $"{device.DeviceId} is to be wiped and has not confirmed it: removed now, it would sync again when it comes. Cancel the wipe first."
                : null);

    /// <summary>Forgets a device that was not here for long; one that an admin has decided something about is kept, and only what it held forgotten.</summary>
    /// <returns>Refused when there is nothing to forget: it has come meanwhile, or was forgotten before.</returns>
    internal Task<DeviceOutcome> PurgeAsync(AdminActor actor, AccountView account, string deviceId, DateTimeOffset unseenSince, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(actor, account, "mobile doPurgeMobileState"),
            deviceId,
            device => device.Standing == DeviceStanding.Enabled ? null : device.WithoutState(),
            cancellationToken,
            device => device.LastSeen >= unseenSince || device is { Standing: not DeviceStanding.Enabled, HasState: false } ? "There is nothing to purge." : null);

    private async Task<DeviceOutcome> ChangeAsync(
        DeviceAudit audit,
        string deviceId,
        Func<Device, Device?> change,
        CancellationToken cancellationToken,
        Func<Device, string?>? refuse = null)
    {
        var mailbox = mailboxes.Open(MailboxId.FromPartition(audit.Account.Partition)!);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await devices.FindAsync(mailbox.Id, deviceId, cancellationToken) is not { } device)
            {
                return new(DeviceChangeStatus.NotFound);
            }

            if (refuse?.Invoke(device) is { } refusal)
            {
                return new(DeviceChangeStatus.Refused, Message: refusal);
            }

            var changed = change(device);
            if (changed == device)
            {
                return new(DeviceChangeStatus.Done, device);
            }

            changed = changed is null ? null : changed with { Epoch = device.Epoch + 1 };
            var batch = mailbox.Begin(await mailbox.ReadStateAsync(cancellationToken), Origin.Server);
            Put(batch, device, changed);
            batch.RaiseDeviceSignal();
            batch.Tell(audit.Entry(device, changed, time.GetUtcNow()));
            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return new(DeviceChangeStatus.Done, changed ?? device);
            }
        }

        return new(DeviceChangeStatus.Busy);
    }

    private static void Put(MailboxBatch batch, Device device, Device? changed)
    {
        if (changed is null)
        {
            DeviceStore.Remove(batch, device);
            return;
        }

        DeviceStore.Put(batch, changed);
        if (device.HasState && !changed.HasState)
        {
            DeviceStore.DropState(batch, device.DeviceId);
        }
    }
}
