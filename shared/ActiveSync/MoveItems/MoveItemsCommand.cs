using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.MoveItems;

/// <summary>MoveItems: moves items between folders, in as many batches as it takes.</summary>
/// <remarks>
/// [MS-ASCMD] 2.2.1.12 MoveItems. Each batch holds moves with what the device holds then; a repeat finds what was moved at its
/// destination: docs/decisions/0008-moves-and-long-operations.md. Holds nothing between requests.
/// </remarks>
public sealed partial class MoveItemsCommand(IEntityStore entities, DeviceStore devices, TimeProvider time, ILogger<MoveItemsCommand> logger) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.MoveItems;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (MoveItemsRequest.Read(context.Body.Bytes.Span, out var error) is not { } request)
        {
            return CommonAnswer.Of(context.Request, error);
        }

        return Write(request.Moves, await MoveAsync(context, request.Moves, cancellationToken));
    }

    /// <returns>An outcome for each move, in their order.</returns>
    private async Task<IReadOnlyList<MoveOutcome>> MoveAsync(EasContext context, IReadOnlyList<ItemMove> moves, CancellationToken cancellationToken)
    {
        var outcomes = new List<MoveOutcome>(moves.Count);
        var done = new Dictionary<long, int>();
        var device = context.Device;
        var state = context.State;
        for (var tries = 0; tries < SyncLimits.MaximumRounds; tries++)
        {
            var round = new MoveRound(entities, new SyncRound(context, device, state, time.GetUtcNow(), window: 0), done);
            var decided = await round.MoveAsync(moves.Skip(outcomes.Count), cancellationToken);
            if (await round.TryCommitAsync(cancellationToken))
            {
                outcomes.AddRange(decided);
                foreach (var outcome in decided.Where(outcome => outcome.Status == MoveItemsStatus.Success))
                {
                    done[outcome.Item] = outcome.Folder;
                }

                if (outcomes.Count == moves.Count)
                {
                    return outcomes;
                }

                tries = -1; // it went on
            }

            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again)
            {
                break;
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }

        LogRacesLost(context.Device.DeviceId, outcomes.Count, moves.Count);
        return [.. outcomes, .. moves.Skip(outcomes.Count).Select(_ => new MoveOutcome(MoveItemsStatus.Locked))];
    }

    private static EasAnswer Write(IReadOnlyList<ItemMove> moves, IReadOnlyList<MoveOutcome> outcomes) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(MovePage.MoveItems);
        foreach (var (move, outcome) in moves.Zip(outcomes))
        {
            writer.Start(MovePage.Response);
            writer.Element(MovePage.SrcMsgId, move.SourceMessageId);
            writer.Element(MovePage.Status, (int)outcome.Status);
            if (outcome.Status == MoveItemsStatus.Success)
            {
                writer.Element(MovePage.DstMsgId, ServerIds.Format(outcome.Folder, outcome.Item));
            }

            writer.End();
        }

        writer.End();
    });

    [LoggerMessage(4301, LogLevel.Warning, "A MoveItems of device {DeviceId} lost every race after {Done} of {Asked} moves; the device is told to try again.")]
    private partial void LogRacesLost(string deviceId, int done, int asked);
}
