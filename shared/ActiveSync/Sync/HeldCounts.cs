using System.Globalization;
using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Counts what a device holds. It reads every segment of the device's state: for an admin who asks, and for nobody else.</summary>
/// <param name="entities">The store.</param>
public sealed class HeldCounts(IEntityStore entities)
{
    /// <summary>Counts.</summary>
    public async Task<HeldCount> ReadAsync(MailboxId mailbox, Device device, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(device);
        var items = new Dictionary<ItemClass, int>();
        foreach (var folder in device.Collections.Folders)
        {
            if (CollectionState.Unpack(folder, device.Collections.Find(folder)) is { } state)
            {
                items[state.Class] = items.GetValueOrDefault(state.Class) + await CountAsync(mailbox, device.DeviceId, folder, state.Key.Epoch, cancellationToken);
            }
        }

        return new(items, HierarchyState.Unpack(device.Hierarchy)?.Known.Count ?? 0);
    }

    private async Task<int> CountAsync(MailboxId mailbox, string deviceId, int folder, uint epoch, CancellationToken cancellationToken)
    {
        var count = 0;
        var prefix = HeldItems.FolderPrefix(deviceId, folder) + string.Create(CultureInfo.InvariantCulture, $"{epoch:x8}!");
        var query = EntityQuery.WithPrefix(Tables.Mail, mailbox.Partition, prefix);
        do
        {
            var page = await entities.QueryAsync(query, cancellationToken);
            count += page.Rows.Sum(row => HeldSegment.Unpack(row.Properties["held"].AsBinary()).Count);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);

        return count;
    }
}
