using System.Globalization;
using Carbonio.Cloud.Devices.DosFilter;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Outbox;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Gate;

/// <summary>
/// Keeps out devices that send too many requests. Who is jailed is told 503 before anything is read, where this process knows of
/// it, and else before the password is looked at; only requests with a right password count.
/// </summary>
/// <remarks>docs/decisions/0021-filters-jail-and-loggers.md; [MS-ASHTTP] 2.2.2.1.2.13 X-MS-ASThrottle.</remarks>
public sealed partial class DosGuard(RequestCounter counter, DeviceStore devices, TimeProvider time, ILogger<DosGuard> logger)
{
    // The word of Exchange for a device that sends too many commands.
    private const string Throttle = "CommandFrequency";
    private const int Tries = 8;

    private volatile Tuple<ServiceSettings, DosFilterState?> known = Tuple.Create(ServiceSettings.Default, (DosFilterState?)null);

    /// <summary>What holds for the filter; null while it is off.</summary>
    public DosFilterState? StateOf(ServiceSettings service)
    {
        var held = known; // made once for all requests under the same settings
        if (!ReferenceEquals(held.Item1, service))
        {
            known = held = Tuple.Create(service, DosFilterState.Of(service));
        }

        return held.Item2;
    }

    /// <summary>The answer to a device that this process knows to be jailed; null for any other.</summary>
    public EasAnswer? RefuseKnown(AccountView account, EasRequest request, DosFilterState state)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(request);
        return counter.JailLeft(account.Partition, request.DeviceId, state) is { } left ? Refusal(left) : null;
    }

    /// <summary>The answer to a device whose row says that it is jailed; null for any other.</summary>
    public EasAnswer? RefuseStored(AccountView account, EasRequest request, Device? device, DosFilterState state)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(state);
        if (state.LeftOf(device?.Jail, time.GetUtcNow()) is not { } left)
        {
            return null;
        }

        counter.Note(account.Partition, request.DeviceId, device!.Jail!);
        return Refusal(left);
    }

    /// <summary>True while the device's row says that it is jailed: a request that is held then ends.</summary>
    public bool IsJailed(Device device, ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(device);
        return StateOf(service)?.LeftOf(device.Jail, time.GetUtcNow()) is not null;
    }

    /// <summary>Counts a request whose password was right.</summary>
    /// <returns>Null to let it pass; else the answer to the one too many, whose device is jailed now.</returns>
    public async ValueTask<EasAnswer?> CountAsync(AccountView account, IMailboxView mailbox, MailboxState row, Device device, DosFilterState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(state);
        switch (counter.CountRequest(account.Partition, device.DeviceId, state))
        {
            case DosVerdict.Passes:
                return null;
            case DosVerdict.Trips:
                LogJailed(account.Partition, device.DeviceId, state.MaxRequests, state.TimeWindow.TotalMilliseconds);
                await JailAsync(account, mailbox, row, device, state, cancellationToken);
                break;
        }

        return Refusal(counter.JailLeft(account.Partition, device.DeviceId, state) ?? state.JailDuration);
    }

    /// <summary>Writes the jail, its alert and the signal that ends the device's held requests, in one batch.</summary>
    private async Task JailAsync(AccountView account, IMailboxView mailbox, MailboxState row, Device device, DosFilterState state, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = time.GetUtcNow();
            if (state.LeftOf(device.Jail, now) is not null)
            {
                counter.Note(account.Partition, device.DeviceId, device.Jail!);
                return; // another instance was faster, and told the admins
            }

            var jail = new Jail(now + state.JailDuration, state.Epoch);
            var batch = mailbox.Begin(row, Origin.Server);
            DeviceStore.Put(batch, device with { Jail = jail });
            batch.RaiseDeviceSignal();
            batch.AddOutbox(OutboxKind.Alert, Alert(account, device, state, jail, now).ToText());
            if (await mailbox.TryCommitAsync(batch, cancellationToken))
            {
                return;
            }

            row = await mailbox.ReadStateAsync(cancellationToken);
            if (await devices.FindAsync(mailbox.Id, device.DeviceId, cancellationToken) is not { } again)
            {
                return; // an admin removed the device: this process alone keeps it out
            }

            device = again;
        }

        LogNotWritten(account.Partition, device.DeviceId);
    }

    private static ServerAlert Alert(AccountView account, Device device, DosFilterState state, Jail jail, DateTimeOffset now)
    {
        var seconds = state.TimeWindow.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return new(
            now,
            ServerAlert.AntiDos,
            account.Address,
            device.DeviceId,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Device {device.DeviceId} of {account.Address} sent more than {state.MaxRequests} requests within {seconds} s and is kept out until {jail.Until:yyyy-MM-dd HH:mm:ss} UTC. 'carbonio mobile doRestartService anti-dos' lets it in at once."));
    }

    private static EasAnswer Refusal(TimeSpan left) => EasAnswer.Busy(left).With("X-MS-ASThrottle", Throttle);

    [LoggerMessage(3201, LogLevel.Warning, "Device {DeviceId} of account {Account} sent more than {MaxRequests} requests within {Milliseconds} ms and is kept out.")]
    private partial void LogJailed(string account, string deviceId, int maxRequests, double milliseconds);

    [LoggerMessage(3202, LogLevel.Warning, "The row of device {DeviceId} of account {Account} moved again and again: this instance alone keeps it out.")]
    private partial void LogNotWritten(string account, string deviceId);
}
