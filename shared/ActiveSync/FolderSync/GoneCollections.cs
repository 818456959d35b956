using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>
/// Forgets what a device held of folders that are gone, or kept from phones, and that it knows to be gone: as long as it does not, it may move items
/// out of them, and what it takes along must be known.
/// </summary>
/// <remarks>Folder ids are never given again, so nobody will ask for it afterwards.</remarks>
internal static class GoneCollections
{
    /// <summary>Deletes the held segments, and gives the device without the states. Who loses the race for its row does this again.</summary>
    /// <param name="entities">The store.</param>
    /// <param name="mailbox">Whose device it is.</param>
    /// <param name="device">The device, read before the folders.</param>
    /// <param name="known">Where the device stands, by a key that has come back; null when it starts from nothing.</param>
    /// <param name="folders">The folders as they are stored: one that is not among them is gone for good.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Device> DropAsync(
        IEntityStore entities, MailboxId mailbox, Device device, HierarchyState? known, FolderTree folders, CancellationToken cancellationToken)
    {
        foreach (var gone in device.Collections.Folders.Where(folder => folders.FindSynced(folder) is null && !Knows(known, folder)).ToArray())
        {
            await HeldItems.DropAsync(entities, mailbox, device.DeviceId, gone, cancellationToken);
            device = device with { Collections = device.Collections.With(gone, default) };
        }

        return device;
    }

    /// <summary>Whether there is anything to forget.</summary>
    public static bool Any(Device device, HierarchyState known, MailboxState mailbox) =>
        device.Collections.Folders.Any(folder => !mailbox.HasFolder(folder) && !Knows(known, folder));

    private static bool Knows(HierarchyState? known, int folder) => known?.Known.ContainsKey(folder) == true;
}
