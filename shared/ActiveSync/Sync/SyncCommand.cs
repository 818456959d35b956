using Carbonio.Cloud.ActiveSync.Gate;
using Carbonio.Cloud.ActiveSync.Push;
using Carbonio.Cloud.ActiveSync.Sync.Drafts;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>Sync: takes a device's changes and tells it the server's, at once or when there are some.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.21 Sync. Holds nothing between requests.</remarks>
public sealed partial class SyncCommand(
    CollectionSync collections,
    SyncAnswerWriter writer,
    DeviceStore devices,
    HeldRequests heldRequests,
    PushOptions push,
    LoopGuard guard,
    TimeProvider time,
    ILogger<SyncCommand> logger) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.Sync;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var parse = SyncRequestParser.Parse(context.Body.Bytes.Span, context.Rules, push.LongestFor(context.Service));
        if (parse.Request is not { } sent)
        {
            return parse.Common is { } common ? CommonAnswer.Of(context.Request, common) : Refuse(parse.Status!.Value, parse.Limit);
        }

        context.Body.Dispose();
        if (SyncCache.Complete(sent, context.Device.SyncCache) is not { } request)
        {
            await WantCacheAsync(context, cancellationToken);
            return Refuse(SyncStatus.SendAll, null);
        }

        return request.Collections.Count > SyncLimits.MaximumCollections
            ? Refuse(SyncStatus.TooManyCollections, SyncLimits.MaximumCollections)
            : await AnswerAsync(context, request, cancellationToken);
    }

    private async Task<EasAnswer> AnswerAsync(EasContext context, SyncRequest request, CancellationToken cancellationToken)
    {
        var loops = new SyncLoops(guard, context, request);
        if (loops.PauseLeft is { } pause)
        {
            return EasAnswer.Busy(pause);
        }

        using var held = request.Hold is null ? null : heldRequests.Enter(HeldKind.Sync, context, request.Hold.Value, cancellationToken);
        var device = context.Device;
        var state = context.State;
        while (true)
        {
            var answers = await RunAsync(context, request, device, state, wantsFreshKey: false, cancellationToken);
            var damping = answers is null ? SyncDamping.None : loops.Judge(answers);
            if (damping.RetryAfter is { } retryAfter)
            {
                return EasAnswer.Busy(retryAfter);
            }

            if (damping.WantsFreshKey)
            {
                answers = await RunAsync(context, request, device, state, wantsFreshKey: true, cancellationToken);
            }

            if (answers is null)
            {
                LogRacesLost(context.Device.DeviceId);
                return Refuse(SyncStatus.Retry, null);
            }

            answers = loops.StartAfresh(answers);

            if (held is null || answers.Any(answer => !answer.Silent))
            {
                return answers.All(answer => answer.Silent) ? EasAnswer.Empty() : await writer.WriteAsync(context, answers, cancellationToken);
            }

            if (await held.WaitAsync(state, cancellationToken) is not (HeldEnd.Changed or HeldEnd.LookAgain))
            {
                return EasAnswer.Empty();
            }

            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again
                || !await context.MayGoOnAsync(again, cancellationToken))
            {
                return EasAnswer.Empty();
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }
    }

    // A round that loses a race begins again on fresh rows: what it had written by then is recognised as done.
    private async Task<IReadOnlyList<CollectionAnswer>?> RunAsync(
        EasContext context,
        SyncRequest request,
        Device device,
        Mailboxes.MailboxState state,
        bool wantsFreshKey,
        CancellationToken cancellationToken)
    {
        var sends = new DraftSends();
        var answers = await RunAsync(context, request, device, state, wantsFreshKey, sends, cancellationToken);
        await collections.DiscardAsync(sends);
        return answers;
    }

    private async Task<IReadOnlyList<CollectionAnswer>?> RunAsync(
        EasContext context,
        SyncRequest request,
        Device device,
        Mailboxes.MailboxState state,
        bool wantsFreshKey,
        DraftSends sends,
        CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < SyncLimits.MaximumRounds; tries++)
        {
            var round = new SyncRound(context, device, state, time.GetUtcNow(), Math.Min(request.Window ?? SyncLimits.MaximumWindow, context.MaximumWindow)) { WantsFreshKey = wantsFreshKey, Sends = sends };
            if (await RunAsync(request, round, cancellationToken) is { } answers)
            {
                return answers;
            }

            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again)
            {
                return null;
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }

        return null;
    }

    private async Task<IReadOnlyList<CollectionAnswer>?> RunAsync(SyncRequest request, SyncRound round, CancellationToken cancellationToken)
    {
        var answers = new List<CollectionAnswer>(request.Collections.Count);
        foreach (var asked in request.Collections)
        {
            if (await collections.AnswerAsync(asked, round, cancellationToken) is not { } answer)
            {
                return null;
            }

            answers.Add(answer);
        }

        if (round.Device.SyncCache is not null)
        {
            round.Remember(SyncCache.Pack(request));
        }

        return await round.TryCommitAsync(cancellationToken) ? answers : null;
    }

    // From now on this device's requests are remembered. Should another request be faster, the next empty one asks again.
    private async Task WantCacheAsync(EasContext context, CancellationToken cancellationToken) =>
        await DeviceUpdate.ApplyAsync(context, devices, device => device.SyncCache is null ? device with { SyncCache = SyncCache.Wanted } : device, cancellationToken);

    private static EasAnswer Refuse(SyncStatus status, int? limit) => EasAnswer.Wbxml(wbxml =>
    {
        wbxml.Start(AirSyncPage.Sync);
        wbxml.Element(AirSyncPage.Status, (int)status);
        if (limit is { } bound)
        {
            wbxml.Element(AirSyncPage.Limit, bound);
        }

        wbxml.End();
    });

    [LoggerMessage(4101, LogLevel.Warning, "A Sync of device {DeviceId} lost every race; the device is told to try again.")]
    private partial void LogRacesLost(string deviceId);
}
