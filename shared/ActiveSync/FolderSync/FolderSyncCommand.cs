using Carbonio.Cloud.ActiveSync.Http;
using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.ActiveSync.Versions;
using Carbonio.Cloud.ActiveSync.Waste;
using Carbonio.Cloud.Devices.Registry;
using Carbonio.Cloud.Mailboxes;
using Carbonio.Cloud.Mailboxes.Folders;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.ActiveSync.FolderSync;

/// <summary>FolderSync: tells a device which folders there are.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.5 FolderSync. Holds nothing between requests.</remarks>
public sealed partial class FolderSyncCommand(
    IEntityStore entities,
    DeviceStore devices,
    Func<uint> newEpoch,
    LoopGuard guard,
    TimeProvider time,
    ILogger<FolderSyncCommand> logger) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.FolderSync;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (asked, refused) = Parse(context);
        if (refused is not null)
        {
            return refused;
        }

        var device = context.Device;
        var state = context.State;
        if (guard.FolderSyncCame(context, Name(asked)) is { } pause && HierarchyState.Unpack(device.Hierarchy)?.Sequence == state.HierarchySequence)
        {
            guard.FolderSyncDamped(context);
            return EasAnswer.Busy(pause);
        }

        for (var tries = 0; tries < SyncLimits.MaximumRounds; tries++)
        {
            if (await TryAnswerAsync(context, asked, device, state, cancellationToken) is { } answer)
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

        LogRacesLost(context.Device.DeviceId);
        return Status(FolderSyncStatus.ServerError);
    }

    private static ulong Name(SyncKey key) => ((ulong)key.Epoch << 32) | key.Generation;

    private static (SyncKey Key, EasAnswer? Refused) Parse(EasContext context)
    {
        if (context.Body.Bytes.IsEmpty)
        {
            return (default, CommonAnswer.Of(context.Request, CommonStatus.InvalidContent));
        }

        var reader = new WbxmlReader(context.Body.Bytes.Span);
        string? text = null;
        var isFolderSync = reader.Read() == WbxmlNodeKind.StartElement && reader.Tag == FolderHierarchyPage.FolderSync;
        if (isFolderSync)
        {
            var depth = reader.Depth;
            while (reader.ReadChild(depth))
            {
                if (reader.Tag == FolderHierarchyPage.SyncKey)
                {
                    text = reader.ReadText();
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        if (reader.IsBroken())
        {
            return (default, CommonAnswer.Of(context.Request, CommonStatus.InvalidWBXML));
        }

        if (!isFolderSync)
        {
            return (default, CommonAnswer.Of(context.Request, CommonStatus.InvalidXML));
        }

        if (string.IsNullOrEmpty(text))
        {
            return (default, Status(FolderSyncStatus.ProtocolError));
        }

        return SyncKey.TryParse(text, out var key) ? (key, null) : (default, Status(FolderSyncStatus.InvalidSyncKey));
    }

    /// <summary>Answers on the rows as they were read. Null when the device row moved meanwhile.</summary>
    private async Task<EasAnswer?> TryAnswerAsync(EasContext context, SyncKey asked, Device device, MailboxState mailbox, CancellationToken cancellationToken)
    {
        var known = asked.IsZero ? null : HierarchyState.Unpack(device.Hierarchy);
        if (!asked.IsZero && (known is null || known.Key.Epoch != asked.Epoch || asked.Attempt != 0))
        {
            return Status(FolderSyncStatus.InvalidSyncKey);
        }

        if (known is not null && asked.Generation + 1 == known.Key.Generation)
        {
            return Write(known.Key, known.Told, new(await context.Mailbox.ReadFoldersAsync(cancellationToken)), offer: null);
        }

        if (known is not null && asked.Generation != known.Key.Generation)
        {
            return Status(FolderSyncStatus.InvalidSyncKey);
        }

        if (known is not null && known.Sequence == mailbox.HierarchySequence && !GoneCollections.Any(device, known, mailbox))
        {
            return Write(known.Key, [], new([]), offer: null);
        }

        var folders = new FolderTree(await context.Mailbox.ReadFoldersAsync(cancellationToken));
        var told = (known ?? new HierarchyState { Key = SyncKey.Zero }).Untold(folders);
        var isNews = known is null || told.Count > 0;
        var next = new HierarchyState
        {
            Key = known is null ? new(newEpoch(), 1, 0) : isNews ? new(known.Key.Epoch, known.Key.Generation + 1, 0) : known.Key,
            Sequence = mailbox.HierarchySequence,
            Known = folders.Synced.ToDictionary(folder => folder.Key, folder => folder.Value.Sequence),
            Told = isNews ? told : known!.Told,
            Executed = isNews ? null : known!.Executed,
        };
        device = await GoneCollections.DropAsync(entities, context.Mailbox.Id, device, known, folders, cancellationToken);
        var batch = context.Mailbox.Begin(mailbox, context.Origin);
        DeviceStore.Put(batch, device with
        {
            Hierarchy = next.Pack(),
            LastSeen = time.GetUtcNow(),
            UserAgent = context.Request.UserAgent,
            ProtocolVersion = context.Rules.Version.ToString(),
        });
        return await context.Mailbox.TryCommitAsync(batch, cancellationToken) ? Write(next.Key, told, folders, known is null ? context.Offer : null) : null;
    }

    private static EasAnswer Write(SyncKey key, IReadOnlyList<FrozenChange> told, FolderTree folders, VersionOffer? offer)
    {
        // [MS-ASCMD] 6.19 FolderSync Response Schema: Update, then Delete, then Add; a folder comes behind the one it stands in.
        var changes = told
            .Where(change => change.Kind == ChangeKind.Delete || folders.FindSynced((int)change.Item) is not null)
            .OrderBy(change => change.Kind switch { ChangeKind.Change => 0, ChangeKind.Delete => 1, _ => 2 })
            .ThenBy(change => change.Kind == ChangeKind.Add ? folders.Depth((int)change.Item) : 0)
            .ToArray();
        var answer = EasAnswer.Wbxml(writer =>
        {
            writer.Start(FolderHierarchyPage.FolderSync);
            writer.Element(FolderHierarchyPage.Status, (int)FolderSyncStatus.Success);
            writer.Element(FolderHierarchyPage.SyncKey, key.ToString());
            writer.Start(FolderHierarchyPage.Changes);
            writer.Element(FolderHierarchyPage.Count, changes.Length);
            foreach (var change in changes)
            {
                Write(writer, change, folders);
            }

            writer.End();
            writer.End();
        });
        return offer is null ? answer : answer.WithCapabilities(offer);
    }

    private static void Write(WbxmlWriter writer, FrozenChange change, FolderTree folders)
    {
        writer.Start(change.Kind switch
        {
            ChangeKind.Add => FolderHierarchyPage.Add,
            ChangeKind.Change => FolderHierarchyPage.Update,
            _ => FolderHierarchyPage.Delete,
        });
        writer.Element(FolderHierarchyPage.ServerId, change.Item);
        if (change.Kind != ChangeKind.Delete)
        {
            var folder = folders.Synced[(int)change.Item];
            writer.Element(FolderHierarchyPage.ParentId, folder.ParentId);
            writer.Element(FolderHierarchyPage.DisplayName, folder.DisplayName);
            writer.Element(FolderHierarchyPage.Type, (int)folder.Type);
        }

        writer.End();
    }

    private static EasAnswer Status(FolderSyncStatus status) => EasAnswer.Wbxml(writer =>
    {
        writer.Start(FolderHierarchyPage.FolderSync);
        writer.Element(FolderHierarchyPage.Status, (int)status);
        writer.End();
    });

    [LoggerMessage(4201, LogLevel.Warning, "A FolderSync of device {DeviceId} lost every race; the device is told to try again.")]
    private partial void LogRacesLost(string deviceId);
}
