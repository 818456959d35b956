using System.Globalization;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>
/// Deletes what is left of a device that was reset or removed: held segments of collections that began anew or are gone, and the
/// rows into which its states had overflowed. What the device has begun since stays.
/// </summary>
/// <remarks>
/// The rows are read before the device's row. Whatever that row does not know then is of a time before it, for the two are
/// written together and epochs are never given again; and whatever was written since is at another ETag.
/// </remarks>
/// <param name="entities">The store.</param>
/// <param name="devices">Device rows.</param>
public sealed class DropDeviceStateHandler(IEntityStore entities, DeviceStore devices) : IOutboxHandler
{
    /// <summary>Batches of one run, about 2000 rows: what a waiting request may take. The next run goes on.</summary>
    public const int MaximumSteps = 20;

    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.DropDeviceState;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var steps = MaximumSteps;
        foreach (var prefix in new[] { HeldItems.DevicePrefix(entry.Payload), DeviceStore.OverflowPrefix(entry.Payload) })
        {
            var query = EntityQuery.WithPrefix(Tables.Mail, entry.Mailbox.Partition, prefix, StorageLimits.MaximumBatchWrites);
            do
            {
                if (steps-- == 0)
                {
                    return OutboxOutcome.Unfinished;
                }

                var page = await entities.QueryAsync(query, cancellationToken);
                if (!await DeleteAsync(entry, page.Rows, prefix, cancellationToken))
                {
                    return OutboxOutcome.Unfinished; // somebody wrote to one of them in between
                }

                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }

        return OutboxOutcome.Done;
    }

    private async Task<bool> DeleteAsync(OutboxEntry entry, IReadOnlyList<Entity> rows, string prefix, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return true;
        }

        var device = await devices.FindAsync(entry.Mailbox, entry.Payload, cancellationToken);
        var batch = new EntityBatch(Tables.Mail, entry.Mailbox.Partition);
        foreach (var row in rows.Where(row => !IsOf(device, row.Key.Row[prefix.Length..], prefix[0])))
        {
            batch.Delete(row.Key.Row, row.ETag);
        }

        return batch.Writes.Count == 0 || await entities.TryWriteAsync(batch, cancellationToken);
    }

    /// <summary>Whether the device's row still knows of a row.</summary>
    /// <param name="device">The device; null when it is gone.</param>
    /// <param name="rest">What follows the prefix: <c>{folder:x8}!{epoch:x8}!...</c> of a segment, <c>{number:x2}</c> of an overflow row.</param>
    /// <param name="kind">First letter of the prefix.</param>
    private static bool IsOf(Device? device, string rest, char kind)
    {
        if (device is null)
        {
            return false;
        }

        if (kind == 'v')
        {
            return int.Parse(rest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) <= DeviceStore.OverflowRows(device);
        }

        var folder = int.Parse(rest.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var epoch = uint.Parse(rest.AsSpan(9, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return CollectionState.Unpack(folder, device.Collections.Find(folder))?.Key.Epoch == epoch;
    }
}
