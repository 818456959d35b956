using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Devices.Wipe;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Provision;

/// <summary>Tells a device to wipe itself, and takes its word on how that went. A device that asks for a policy instead is told again.</summary>
/// <remarks>[MS-ASPROV] 3.2.5.1.2 Provision Command Errors and Remote Wipe: 3.2.5.1.2.1 the directive, 3.2.5.1.2.2 its acknowledgment.</remarks>
/// <param name="devices">Device rows.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says that a device was wiped, or could not be.</param>
public sealed partial class WipeExchange(DeviceStore devices, TimeProvider time, ILogger<WipeExchange> logger)
{
    internal async Task<EasAnswer> AnswerAsync(EasContext context, ProvisionRequest request, CancellationToken cancellationToken)
    {
        var before = context.Device.Wipe!.Status;
        var device = await DeviceUpdate.ApplyAsync(context, devices, known => Change(known, request.Wipe), cancellationToken);
        if (device?.Wipe is not { } order)
        {
            // The row kept moving, or an admin took the order back just now: the next request is asked anew.
            return CommonAnswer.Of(context.Request, CommonStatus.ServerErrorRetryLater);
        }

        var says = IsAnswer(context.Device.Wipe, request.Wipe) ? request.Wipe!.Done : null;
        if (order.Status == WipeStatus.Acknowledged)
        {
            if (before != WipeStatus.Acknowledged)
            {
                LogWiped(device.DeviceId, context.Account.Partition, order.AccountOnly);
            }

            // The same word again: its answer was lost. Anything else comes from a device that is to stay away.
            return says == true ? Status(ProvisionStatus.Success) : CommonAnswer.Of(context.Request, CommonStatus.DeviceIsBlockedForThisUser);
        }

        if (says == false)
        {
            LogNotWiped(device.DeviceId, context.Account.Partition);
        }

        return Directive(order.AccountOnly, says == false ? ProvisionStatus.ProtocolError : ProvisionStatus.Success);
    }

    private Device Change(Device device, WipeAcknowledgement? said)
    {
        var now = time.GetUtcNow();
        if (device.Wipe is not { } order)
        {
            return device;
        }

        if (!IsAnswer(order, said) || said?.Done is not { } done)
        {
            return device with { Wipe = order.Sent(now) };
        }

        var answered = order.Answered(done, now);
        var changed = device with { Wipe = answered };

        // What it held is gone, and what it obeyed: let in again one day, it begins like a new one.
        return answered.Status == WipeStatus.Acknowledged && order.Status != WipeStatus.Acknowledged
            ? changed.WithoutState() with { Policy = PolicyState.None }
            : changed;
    }

    // A word on an order that this device has not been told of is about an older one.
    private static bool IsAnswer(WipeOrder order, WipeAcknowledgement? said) =>
        said is { Done: not null } && said.AccountOnly == order.AccountOnly && order.Status != WipeStatus.Pending;

    private static EasAnswer Status(ProvisionStatus status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(ProvisionPage.Provision);
        writer.Element(ProvisionPage.Status, (int)status);
        writer.End();
    });

    private static EasAnswer Directive(bool accountOnly, ProvisionStatus status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(ProvisionPage.Provision);
        writer.Element(ProvisionPage.Status, (int)status);
        writer.Empty(accountOnly ? ProvisionPage.AccountOnlyRemoteWipe : ProvisionPage.RemoteWipe);
        writer.End();
    });

    [LoggerMessage(3302, LogLevel.Warning, "Device {DeviceId} of account {Account} says that it has wiped itself; of this account only: {AccountOnly}.")]
    private partial void LogWiped(string deviceId, string account, bool accountOnly);

    [LoggerMessage(3303, LogLevel.Warning, "Device {DeviceId} of account {Account} says that it could not wipe itself; it is told again.")]
    private partial void LogNotWiped(string deviceId, string account);
}
