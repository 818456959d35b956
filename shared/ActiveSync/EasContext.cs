using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync;

/// <summary>A request that passed the gate, with what the gate has read for it.</summary>
public sealed class EasContext
{
    /// <summary>The request.</summary>
    public required EasRequest Request { get; init; }

    /// <summary>The account, with its effective attributes.</summary>
    public required AccountView Account { get; init; }

    /// <summary>The mailbox this device sees.</summary>
    public required IMailboxView Mailbox { get; init; }

    /// <summary>The mailbox row as the gate read it.</summary>
    public required MailboxState State { get; init; }

    /// <summary>The device row as the gate read it, or wrote it.</summary>
    public required Device Device { get; init; }

    /// <summary>The request's body. Held requests let go of it before they wait.</summary>
    public required EasBody Body { get; init; }

    /// <summary>The versions that the device is offered, for answers that say so.</summary>
    public VersionOffer Offer { get; init; } = VersionOffer.All;

    /// <summary>Most items that an answer to a Sync may hold, as an account logger wants it.</summary>
    public int MaximumWindow { get; init; } = SyncLimits.MaximumWindow;

    /// <summary>What holds for the whole service.</summary>
    public ServiceSettings Service { get; init; } = ServiceSettings.Default;

    /// <summary>What the protocol version means.</summary>
    public VersionRules Rules => Request.Rules;

    /// <summary>How this device's changes are known in the log.</summary>
    public Origin Origin => origin ??= Origin.Device(Device.DeviceId);

    /// <summary>Asks the directory and the gate again; null where there is no gate.</summary>
    public Func<Device, CancellationToken, ValueTask<bool>>? PassesAgain { get; init; }

    private Origin? origin;

    /// <summary>
    /// Whether a request that is held may be held on: an admin may have decided something about the device since, or about the
    /// account and its policy. The device is told by its next request.
    /// </summary>
    /// <param name="device">The device's row as it is now.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public ValueTask<bool> MayGoOnAsync(Device device, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Epoch != Device.Epoch ? new(false)
            : PassesAgain is { } ask ? ask(device, cancellationToken)
            : new(true);
    }
}
