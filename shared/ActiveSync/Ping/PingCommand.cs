using Carbonio.Cloud.ActiveSync.FolderSync;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Ping;

/// <summary>Ping: holds the line until a folder has something new.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.13 Ping. While it waits it holds no thread, no body and no row.</remarks>
public sealed class PingCommand(IEntityStore entities, DeviceStore devices, HeldRequests heldRequests, PushOptions push, TimeProvider time) : IEasCommand
{
    /// <summary>Folders of one Ping: what the small row of a device can remember, far above what devices watch.</summary>
    public const int MaximumFolders = 300;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Ping;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sent = PingRequestParser.Parse(context.Body.Bytes.Span, out var common);
        if (common is { } status)
        {
            return CommonAnswer.Of(context.Request, status);
        }

        context.Body.Dispose();
        if (sent is null)
        {
            return Answer(PingStatus.ProtocolError);
        }

        var parameters = sent.Over(PingParameters.Unpack(context.Device.PingCache));
        return Check(parameters) ?? await HoldAsync(context, parameters, cancellationToken);
    }

    private EasAnswer? Check(PingParameters parameters)
    {
        if (parameters.HeartbeatSeconds is not { } heartbeat || parameters.Folders is not { } folders)
        {
            return Answer(PingStatus.SendAll);
        }

        if (folders.Count > MaximumFolders)
        {
            return Answer(PingStatus.TooManyFolders, PingPage.MaxFolders, MaximumFolders);
        }

        var shortest = (int)PushOptions.ShortestHeartbeat.TotalSeconds;
        var longest = (int)push.LongestHeartbeat.TotalSeconds;
        return heartbeat < shortest || heartbeat > longest
            ? Answer(PingStatus.HeartbeatOutOfRange, PingPage.HeartbeatInterval, heartbeat < shortest ? shortest : longest)
            : null;
    }

    private async Task<EasAnswer> HoldAsync(EasContext context, PingParameters parameters, CancellationToken cancellationToken)
    {
        using var held = heldRequests.Enter(HeldKind.Ping, context, TimeSpan.FromSeconds(parameters.HeartbeatSeconds!.Value), cancellationToken);
        var device = context.Device;
        var state = context.State;
        var remembered = parameters.Pack();
        while (true)
        {
            var look = await LookAsync(context, device, state, parameters.Folders!, cancellationToken);
            if (look.Answer is { } answer)
            {
                await RememberAsync(context, look.Device, remembered, cancellationToken);
                return answer;
            }

            await RememberAsync(context, look.Device, remembered, cancellationToken);
            switch (await held.WaitAsync(state, cancellationToken))
            {
                case HeldEnd.Expired or HeldEnd.Superseded or HeldEnd.Stopping:
                    return Answer(PingStatus.HeartbeatExpired);
                default:
                    break;
            }

            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again)
            {
                return Answer(PingStatus.FolderSyncRequired);
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }
    }

    // Written only when the device sent something new, or the log was read for nothing: a lost race loses only a convenience.
    private async Task RememberAsync(EasContext context, Device device, byte[] remembered, CancellationToken cancellationToken)
    {
        var moved = !ReferenceEquals(device.Collections, context.Device.Collections);
        if (device.PingCache.AsSpan().SequenceEqual(remembered) && device.ETag == context.Device.ETag && !moved)
        {
            return;
        }
    }

    private async Task<(EasAnswer? Answer, Device Device)> LookAsync(
        EasContext context,
        Device device,
        MailboxState state,
        IReadOnlyList<string> folders,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    private static EasAnswer Answer(PingStatus status, WbxmlTag? name = null, int value = 0) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(PingPage.Ping);
        writer.Element(PingPage.Status, (int)status);
        if (name is { } tag)
        {
            writer.Element(tag, value);
        }

        writer.End();
    });
}
