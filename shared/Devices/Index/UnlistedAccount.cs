using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;

namespace Carbonio.Cloud.Devices.Index;

/// <summary>Takes the devices of a deleted account out of the lists, before its mailbox goes and with it what names them. May be repeated.</summary>
public sealed class UnlistedAccount(DeviceStore devices, DeviceIndex index)
{
    private const int PageDevices = 100;

    /// <summary>Takes them out.</summary>
    /// <param name="account">The account that was.</param>
    /// <param name="domain">Domain of its last address.</param>
    /// <param name="cancellationToken">Ends the work; the next try goes on.</param>
    public async Task RemoveAsync(AccountKey account, string domain, CancellationToken cancellationToken)
    {
        var mailbox = MailboxId.FromPartition(account.ToPartition())!;
        string? after = null;
        bool more;
        do
        {
            (var page, more) = await devices.ListAsync(mailbox, after, PageDevices, cancellationToken);
            foreach (var device in page)
            {
                await index.DeleteAsync(account, domain, device.DeviceId, cancellationToken);
                after = device.DeviceId;
            }
        }
        while (more);
    }
}
