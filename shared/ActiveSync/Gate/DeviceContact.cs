using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>Notes on a device's row that it was here, and with which password. Writes at the first contact, with a new password, and every ten minutes.</summary>
public sealed class DeviceContact(DeviceStore devices, TimeProvider time)
{
    /// <summary>Notes an authenticated request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mailbox">Whose device it is.</param>
    /// <param name="state">The mailbox row as read.</param>
    /// <param name="device">The device row as read; null for a device that was never here.</param>
    /// <param name="proof">What proves the password just seen; what the row has, where none was.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>
    /// The device with this contact in it, at its row's version. Where nothing was worth a write, whoever writes the row next
    /// writes the contact too. Null when other requests of the device kept moving the row: try later.
    /// </returns>
    public ValueTask<Device?> NoteAsync(EasRequest request, IMailboxView mailbox, MailboxState state, Device? device, byte[]? proof, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = time.GetUtcNow();
        var here = device ?? new Device { DeviceId = request.DeviceId, DeviceType = request.DeviceType, FirstSeen = now };
        var seen = Seen(here, request, proof, now);
        return here.ETag is not null && ReferenceEquals(here.PasswordProof, proof) && now - here.LastSeen < DeviceStore.LastSeenPrecision
            ? new(seen)
            : new(WriteAsync(request, mailbox, state, here, proof, now, cancellationToken));
    }

    private async Task<Device?> WriteAsync(
        EasRequest request,
        IMailboxView mailbox,
        MailboxState state,
        Device device,
        byte[]? proof,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var written = await DeviceUpdate.ApplyAsync(
            mailbox,
            state,
            Origin.Device(device.DeviceId),
            device,
            devices,
            known => Seen(known, request, proof, now),
            cancellationToken);

        // The command needs the row's new version.
        return written is null ? null : await devices.FindAsync(mailbox.Id, device.DeviceId, cancellationToken);
    }

    private static Device Seen(Device device, EasRequest request, byte[]? proof, DateTimeOffset now) => device with
    {
        LastSeen = now,
        UserAgent = request.UserAgent.Length <= DeviceInformation.MaximumCharacters ? request.UserAgent : request.UserAgent[..DeviceInformation.MaximumCharacters],
        ProtocolVersion = request.Rules.Name,
        LastCommand = request.CommandName,
        PasswordProof = proof,
    };
}
