using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Writes a change to a device's row on top of whatever another request writes there meanwhile.</summary>
public static class DeviceUpdate
{
    private const int Tries = 8;

    /// <summary>Applies a change to the request's device.</summary>
    /// <param name="context">The request.</param>
    /// <param name="devices">Where the row is read again after a lost race.</param>
    /// <param name="change">Gives the changed device, or an equal one when there is nothing to write. May be asked again with a newer row.</param>
    /// <param name="cancellationToken">Ends the trying.</param>
    /// <returns>The device as written, at an ETag that is no longer its row's; null when the row was moved again and again, or is gone.</returns>
    public static Task<Device?> ApplyAsync(EasContext context, DeviceStore devices, Func<Device, Device> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ApplyAsync(context.Mailbox, context.State, context.Origin, context.Device, devices, change, cancellationToken);
    }

    internal static async Task<Device?> ApplyAsync(
        IMailboxView mailbox,
        MailboxState state,
        Origin origin,
        Device device,
        DeviceStore devices,
        Func<Device, Device> change,
        CancellationToken cancellationToken)
    {
        var first = device;
        for (var tries = 0; tries < Tries; tries++)
        {
            var changed = change(device);
            if (changed == device && device.ETag is not null)
            {
                return device;
            }

            var batch = mailbox.Begin(state, origin);
            DeviceStore.Put(batch, changed);
            if (device.HasState && !changed.HasState)
            {
                DeviceStore.DropState(batch, changed.DeviceId);
            }

            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return changed;
            }

            // Another request of the device was faster. What an admin has removed meanwhile must not come back by this: only a
            // device that was new at the beginning still is.
            var again = await devices.FindAsync(mailbox.Id, device.DeviceId, cancellationToken);
            if (again is null && first.ETag is not null)
            {
                return null;
            }

            device = again ?? first;
        }

        return null;
    }
}
