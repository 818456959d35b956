using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Devices.Index;

/// <summary>
/// Brings the lists to what a device's row says. It reads the row again after it has written: whoever changed it meanwhile may
/// have been before this one, and the last to write must have seen the last that there is.
/// </summary>
/// <param name="directory">Whose device it is.</param>
/// <param name="devices">The truth.</param>
/// <param name="index">The lists.</param>
public sealed class DeviceIndexHandler(DirectoryReader directory, DeviceStore devices, DeviceIndex index) : IOutboxHandler
{
    // Each more means that somebody changed the device meanwhile, who brings the lists up to date as well.
    private const int Tries = 5;

    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.DeviceIndex;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!AccountKey.TryParse(entry.Mailbox.Partition, out var key) || await directory.FindAccountAsync(key, cancellationToken) is not { } account)
        {
            // Deleted: its removal takes its devices out of the lists.
            return OutboxOutcome.Done;
        }

        var device = await devices.FindAsync(entry.Mailbox, entry.Payload, cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            await WriteAsync(account, entry.Payload, device, cancellationToken);
            var again = await devices.FindAsync(entry.Mailbox, entry.Payload, cancellationToken);
            if (Stamp(again) == Stamp(device))
            {
                return OutboxOutcome.Done;
            }

            device = again;
        }

        return OutboxOutcome.Unfinished;
    }

    private static long Stamp(Device? device) => device is null ? 0 : ListedDevice.StampOf(device);

    private Task WriteAsync(AccountView account, string deviceId, Device? device, CancellationToken cancellationToken) => device is null
        ? index.DeleteAsync(account.Key, account.Domain, deviceId, cancellationToken)
        : index.PutAsync(account.Key, account.Domain, ListedDevice.Of(account, device), cancellationToken);
}
