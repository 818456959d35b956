using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>Forgets what a device held of folders that are gone. Folder ids are never given again, so nobody will ask for it.</summary>
internal static class GoneCollections
{
    /// <summary>Deletes the held segments, and gives the device without the states. Who loses the race for its row does this again.</summary>
    /// <param name="entities">The store.</param>
    /// <param name="mailbox">Whose device it is.</param>
    /// <param name="device">The device, read before the folders.</param>
    /// <param name="folders">The folders as they are stored: one that is not among them is gone for good.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Device> DropAsync(IEntityStore entities, MailboxId mailbox, Device device, FolderTree folders, CancellationToken cancellationToken)
    {
        foreach (var gone in device.Collections.Folders.Where(folder => folders.Find(folder) is null).ToArray())
        {
            await HeldItems.DropAsync(entities, mailbox, device.DeviceId, gone, cancellationToken);
            device = device with { Collections = device.Collections.With(gone, default) };
        }

        return device;
    }
}
