using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>
/// What FolderCreate, FolderUpdate and FolderDelete share: the hierarchy key, the repeat, and the race. The change and the
/// device's new state are one batch.
/// </summary>
/// <remarks>docs/decisions/0003-sync-state.md.</remarks>
public sealed partial class HierarchyChange(IEntityStore entities, DeviceStore devices, TimeProvider time, ILogger<HierarchyChange> logger)
{
    /// <summary>CollectionId of the recipient information cache, which no device may touch.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.30.5 CollectionId (Sync).</remarks>
    internal const string RecipientInformation = "RI";

    /// <summary>Carries out one command.</summary>
    /// <param name="context">The request.</param>
    /// <param name="root">The command's element.</param>
    /// <param name="execute">Puts the change into the round's batch. Null begins again on fresh rows. May be called several times.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<EasAnswer> AnswerAsync(
        EasContext context,
        WbxmlTag root,
        Func<HierarchyRequest, HierarchyRound, CancellationToken, Task<HierarchyOutcome?>> execute,
        CancellationToken cancellationToken)
    {
        if (HierarchyRequest.Read(context.Body.Bytes.Span, root, out var error) is not { } request)
        {
            return CommonAnswer.Of(context.Request, error);
        }

        if (string.IsNullOrEmpty(request.SyncKey) || request.IsRepeated)
        {
            return Refuse(root, (int)FolderSyncStatus.ProtocolError);
        }

        if (!SyncKey.TryParse(request.SyncKey, out var key))
        {
            return Refuse(root, (int)FolderSyncStatus.InvalidSyncKey);
        }

        var device = context.Device;
        var state = context.State;
        for (var tries = 0; tries < SyncLimits.MaximumRounds; tries++)
        {
            if (await TryAnswerAsync(context, root, request, key, execute, device, state, cancellationToken) is { } answer)
            {
                return answer;
            }

            if (await devices.FindAsync(context.Mailbox.Id, device.DeviceId, cancellationToken) is not { } again)
            {
                break;
            }

            device = again;
            state = await context.Mailbox.ReadStateAsync(cancellationToken);
        }

        LogRacesLost(context.Request.Command, context.Device.DeviceId);
        return Refuse(root, (int)FolderSyncStatus.ServerError);
    }

    /// <summary>Whether a folder may bear a name.</summary>
    /// <remarks>[MS-ASCMD] 2.2.3.49.3 DisplayName (FolderCreate and FolderUpdate): 1 to 256 characters.</remarks>
    internal static bool IsName(string name) =>
        name.Length <= Folder.MaximumNameCharacters && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl);

    private async Task<EasAnswer?> TryAnswerAsync(
        EasContext context,
        WbxmlTag root,
        HierarchyRequest request,
        SyncKey key,
        Func<HierarchyRequest, HierarchyRound, CancellationToken, Task<HierarchyOutcome?>> execute,
        Device device,
        MailboxState state,
        CancellationToken cancellationToken)
    {
        var known = HierarchyState.Unpack(device.Hierarchy);
        if (known is null || key.Epoch != known.Key.Epoch || key.Attempt != 0)
        {
            return Refuse(root, (int)FolderSyncStatus.InvalidSyncKey);
        }

        if (key.Generation + 1 == known.Key.Generation && known.Executed is { } done && done.Command == context.Request.Command && done.Hash == request.Hash)
        {
            return Write(root, known.Key, done.ServerId);
        }

        if (key.Generation != known.Key.Generation)
        {
            return Refuse(root, (int)FolderSyncStatus.InvalidSyncKey);
        }

        var folders = new FolderTree(await context.Mailbox.ReadFoldersAsync(cancellationToken));
        var round = new HierarchyRound(context.Mailbox, state, folders, context.Mailbox.Begin(state, context.Origin));
        if (await execute(request, round, cancellationToken) is not { } outcome)
        {
            return null;
        }

        if (outcome.CommonFailure is { } common)
        {
            return CommonAnswer.Of(context.Request, common);
        }

        if (outcome.Failure != 0)
        {
            return Refuse(root, outcome.Failure);
        }

        var next = After(known, outcome, round.Batch.HierarchySequence) with
        {
            Executed = new(context.Request.Command, request.Hash, outcome.Change.Kind == ChangeKind.Add ? (int)outcome.Change.Item : null),
        };

        // What this command itself deletes is not gone before it is written: the next one, or the next FolderSync, forgets it.
        device = await GoneCollections.DropAsync(entities, context.Mailbox.Id, device, known, folders, cancellationToken);
        DeviceStore.Put(round.Batch, device with
        {
            Hierarchy = next.Pack(),
            LastSeen = time.GetUtcNow(),
            UserAgent = context.Request.UserAgent,
            ProtocolVersion = context.Rules.Version.ToString(),
        });
        return await context.Mailbox.TryCommitAsync(round.Batch, cancellationToken) ? Write(root, next.Key, next.Executed.ServerId) : null;
    }

    // What others changed meanwhile is left for FolderSync: only when that is nothing has the device been told all.
    private static HierarchyState After(HierarchyState known, HierarchyOutcome outcome, long sequence)
    {
        var folder = (int)outcome.Change.Item;
        var versions = known.Known.ToDictionary();
        if (outcome.Folders.Find(folder) is { } changed)
        {
            versions[folder] = changed.Sequence;
        }
        else
        {
            versions.Remove(folder);
        }

        var after = known with { Key = new(known.Key.Epoch, known.Key.Generation + 1, 0), Known = versions, Told = [outcome.Change] };
        return after.Untold(outcome.Folders).Count == 0 ? after with { Sequence = sequence } : after;
    }

    private static EasAnswer Write(WbxmlTag root, SyncKey key, int? made) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(root);
        writer.Element(FolderHierarchyPage.Status, (int)FolderSyncStatus.Success);
        writer.Element(FolderHierarchyPage.SyncKey, key.ToString());
        if (made is { } folder)
        {
            writer.Element(FolderHierarchyPage.ServerId, folder);
        }

        writer.End();
    });

    private static EasAnswer Refuse(WbxmlTag root, int status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(root);
        writer.Element(FolderHierarchyPage.Status, status);
        writer.End();
    });

    [LoggerMessage(4202, LogLevel.Warning, "A {Command} of device {DeviceId} lost every race; the device is told to try again.")]
    private partial void LogRacesLost(EasCommand command, string deviceId);
}
