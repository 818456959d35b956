using Carbonio.Cloud.Devices.Index;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;
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

    /// <summary>A page of a mailbox's devices, in the order of their ids.</summary>
    /// <param name="mailbox">Whose devices.</param>
    /// <param name="after">The id that the page before ended with; null for the first.</param>
    /// <param name="maximum">Most devices, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The devices, and whether there may be more.</returns>
    public async Task<(IReadOnlyList<Device> Devices, bool More)> ListAsync(MailboxId mailbox, string? after, int maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, MailRows.Devices, maximum);
        if (after is not null)
        {
            query = query with { From = DeviceRow.Key(after) + " " }; // the least character that a key can go on with
        }

        var devices = new List<Device>();
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            foreach (var row in page.Rows)
            {
                if (await ReadAsync(mailbox, row.Properties["deviceId"].AsString(), row, cancellationToken) is { } device)
                {
                    devices.Add(device);
                }
            }

            query = query with { Continuation = page.Continuation, MaximumRows = Math.Max(1, maximum - devices.Count) };
        }
        while (query.Continuation is not null && devices.Count < maximum);

        return (devices, query.Continuation is not null);
    }

    /// <summary>Puts the device into a batch, on condition that its row is as it was read. What lists show of it follows with the batch.</summary>
    public static void Put(MailboxBatch batch, Device device)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        var stamp = ListedDevice.StampOf(device);
        if (stamp != device.ListedStamp)
        {
            batch.AddOutbox(OutboxKind.DeviceIndex, device.DeviceId);
        }

        PutRow(batch.Rows, device with { ListedStamp = stamp });
    }

    /// <summary>Takes the device's row away, on condition that it is as it was read, and with it what lists show of it. What else is left of it goes later.</summary>
    public static void Remove(MailboxBatch batch, Device device)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(device);
        batch.Rows.Delete(DeviceRow.Key(device.DeviceId), device.ETag);
        batch.AddOutbox(OutboxKind.DeviceIndex, device.DeviceId);
        DropState(batch, device.DeviceId);
    }

    /// <summary>Has what the device held deleted after the batch: its row, in the same batch, knows nothing of it any more.</summary>
    public static void DropState(MailboxBatch batch, string deviceId)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.AddOutbox(OutboxKind.DropDeviceState, deviceId);
    }

    /// <summary>Prefix of the rows into which a device's states overflow; a number of two hexadecimal digits from 1 on follows.</summary>
    public static string OverflowPrefix(string deviceId) => DeviceRow.OverflowPrefix(deviceId);

    /// <summary>How many such rows the device has.</summary>
    public static int OverflowRows(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return DeviceRow.Overflow(device.Collections.Packed.Length);
    }

    internal static void PutRow(EntityBatch batch, Device device)
    {
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
