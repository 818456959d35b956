using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Devices.Registry;

/// <summary>The devices of a mailbox, each a row in its partition, so that a device's state commits with what it did.</summary>
public sealed class DeviceStore(IEntityStore entities)
{
    /// <summary>A request that writes nothing else renews <see cref="Device.LastSeen"/> only when it is this old.</summary>
    public static readonly TimeSpan LastSeenPrecision = TimeSpan.FromMinutes(10);

    /// <summary>Longest device id.</summary>
    /// <remarks>[MS-ASHTTP] 2.2.1.1.1.2.3 DeviceId is a string of up to 32 characters.</remarks>
    public const int MaximumDeviceIdCharacters = 32;

    /// <summary>Reads what every request needs, at once: the mailbox row, and the device's, which is null for one that was never here.</summary>
    public async Task<(MailboxState State, Device? Device)> ReadAsync(Mailbox mailbox, string deviceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var (state, row) = await mailbox.ReadStateAndRowAsync(DeviceRow.Key(deviceId), cancellationToken);
        return (state, await ReadAsync(mailbox.Id, deviceId, row, cancellationToken));
    }

    /// <summary>Reads a device: one row, more only for one with hundreds of collections.</summary>
    public async Task<Device?> FindAsync(MailboxId mailbox, string deviceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var row = await entities.FindAsync(mailbox.Key(DeviceRow.Key(deviceId)), cancellationToken);
        return await ReadAsync(mailbox, deviceId, row, cancellationToken);
    }

    /// <summary>Puts the device into a batch, on condition that its row is as it was read.</summary>
    public static void Put(EntityBatch batch, Device device)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        batch.InsertOrReplace(DeviceRow.Key(device.DeviceId), device.ETag, DeviceRow.Write(device));
        for (var number = 1; number <= DeviceRow.Overflow(device.Collections.Packed.Length); number++)
        {
            batch.Upsert(DeviceRow.OverflowKey(device.DeviceId, number), DeviceRow.WriteOverflow(device, number));
        }
    }

    private async ValueTask<Device?> ReadAsync(MailboxId mailbox, string deviceId, Entity? row, CancellationToken cancellationToken)
    {
        while (row is not null)
        {
            if (row.Properties.FindInt32("more") is not { } more)
            {
                return DeviceRow.Read(row, []);
            }

            var keys = Enumerable.Range(1, more).Select(number => DeviceRow.OverflowKey(deviceId, number)).ToArray();
            var overflow = await entities.FindManyAsync(Tables.Mail, mailbox.Partition, keys, cancellationToken);

            // The rows were written together; read apart, they may be of two versions.
            var again = await entities.FindAsync(mailbox.Key(DeviceRow.Key(deviceId)), cancellationToken);
            if (again?.ETag == row.ETag)
            {
                return DeviceRow.Read(row, overflow.OfType<Entity>());
            }

            row = again;
        }

        return null;
    }
}
