using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.Devices.Administration;

/// <summary>
/// What admins do to devices. Each is one batch: the device's row, the signal in the mailbox row that makes held requests look,
/// and what follows from it as outbox rows. Doing it twice has the effect of once.
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
    public Task<DeviceOutcome> SuspendAsync(MailboxId mailbox, string deviceId, string by, CancellationToken cancellationToken) =>
        ChangeAsync(mailbox, deviceId, device => device.Suspension is null ? device with { Suspension = new(by, time.GetUtcNow()) } : device, cancellationToken);

    /// <summary>Lets a suspended device sync again, from where it stopped.</summary>
    public Task<DeviceOutcome> ResumeAsync(MailboxId mailbox, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(mailbox, deviceId, device => device with { Suspension = null }, cancellationToken);

    /// <summary>Forgets what the device holds: it syncs everything anew when it comes next.</summary>
    public Task<DeviceOutcome> ResetAsync(MailboxId mailbox, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(mailbox, deviceId, device => device.HasState ? device.WithoutState() : device, cancellationToken);

    /// <summary>
    /// Orders the device to wipe itself when it comes next. The same order again changes nothing; one for the whole device takes the
    /// place of one for the account only, and the other way round is refused.
    /// </summary>
    /// <param name="mailbox">Whose device it is.</param>
    /// <param name="deviceId">The device.</param>
    /// <param name="accountOnly">Only what it has of this account.</param>
    /// <param name="by">Who orders it.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    public Task<DeviceOutcome> WipeAsync(MailboxId mailbox, string deviceId, bool accountOnly, string by, CancellationToken cancellationToken) =>
        ChangeAsync(
            mailbox,
            deviceId,
            device => device.Wipe is { } order && order.AccountOnly == accountOnly
                ? device
                : device with { Wipe = new(WipeStatus.Pending, accountOnly, by, time.GetUtcNow()) },
            cancellationToken,
            device => accountOnly && device.Wipe is { AccountOnly: false }
                ? $"{device.DeviceId} is to wipe itself whole: cancel that first."
                : null);

    /// <summary>Takes the order to wipe back, or lets the device in again that has carried it out.</summary>
    public Task<DeviceOutcome> CancelWipeAsync(MailboxId mailbox, string deviceId, CancellationToken cancellationToken) =>
        ChangeAsync(mailbox, deviceId, device => device with { Wipe = null }, cancellationToken);

    /// <summary>
    /// Forgets the device: when it comes again it is a new one. Refused while it is to be wiped, for then the order would be
    /// forgotten, too.
    /// </summary>
    /// <returns>NotFound also when it was removed before.</returns>
    public async Task<DeviceOutcome> RemoveAsync(MailboxId mailbox, string deviceId, CancellationToken cancellationToken)
    {
        var opened = mailboxes.Open(mailbox);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await devices.FindAsync(mailbox, deviceId, cancellationToken) is not { } device)
            {
                return new(DeviceChangeStatus.NotFound);
            }

            if (device.Wipe is { Status: not WipeStatus.Acknowledged })
            {
                return new(
                    DeviceChangeStatus.Refused,
                    Message: $"{device.DeviceId} is to be wiped and has not confirmed it: removed now, it would sync again when it comes. Cancel the wipe first.");
            }

            var batch = opened.Begin(await opened.ReadStateAsync(cancellationToken), Origin.Server);
            DeviceStore.Remove(batch, device);
            batch.RaiseDeviceSignal();
            if (await opened.TryCommitAsync(batch, cancellationToken))
            {
                return new(DeviceChangeStatus.Done, device);
            }
        }

        return new(DeviceChangeStatus.Busy);
    }

    private async Task<DeviceOutcome> ChangeAsync(
        MailboxId mailbox,
        string deviceId,
        Func<Device, Device> change,
        CancellationToken cancellationToken,
        Func<Device, string?>? refuse = null)
    {
        var opened = mailboxes.Open(mailbox);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await devices.FindAsync(mailbox, deviceId, cancellationToken) is not { } device)
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

            var batch = opened.Begin(await opened.ReadStateAsync(cancellationToken), Origin.Server);
            changed = changed with { Epoch = device.Epoch + 1 };
            DeviceStore.Put(batch, changed);
            batch.RaiseDeviceSignal();
            if (device.HasState && !changed.HasState)
            {
                DeviceStore.DropState(batch, device.DeviceId);
            }

            if (await opened.TryCommitAsync(batch, cancellationToken))
            {
                return new(DeviceChangeStatus.Done, changed);
            }
        }

        return new(DeviceChangeStatus.Busy);
    }
}
