using Carbonio.Cloud.ActiveSync.Sync;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Storage;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.GetItemEstimate;

/// <summary>GetItemEstimate: how much a Sync would bring.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.9 GetItemEstimate. Writes nothing.</remarks>
public sealed class GetItemEstimateCommand(IEntityStore entities, TimeProvider time) : IEasCommand
{
    /// <summary>Collections of one request.</summary>
    /// <remarks>[MS-ASCMD] 3.1.5.6 Limiting the number of elements in command requests.</remarks>
    public const int MaximumCollections = 1000;

    /// <summary>Where counting stops: a device shows a progress bar with it.</summary>
    public const int MaximumEstimate = 100_000;

    /// <inheritdoc/>
    public EasCommand Command => EasCommand.GetItemEstimate;

    /// <inheritdoc/>
    public async Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (collections, refused) = Parse(context);
        if (refused is { } status)
        {
            return CommonAnswer.Of(context.Request, status);
        }

        var estimates = new List<(EstimateCollection Asked, GetItemEstimateStatus Status, int Count)>();
        foreach (var asked in collections)
        {
            var (outcome, count) = await EstimateAsync(context, asked, cancellationToken);
            estimates.Add((asked, outcome, count));
        }

        return EasAnswer.Wbxml(writer =>
        {
            writer.Start(GetItemEstimatePage.GetItemEstimate);
            foreach (var (asked, outcome, count) in estimates)
            {
                writer.Start(GetItemEstimatePage.Response);
                writer.Element(GetItemEstimatePage.Status, (int)outcome);
                writer.Start(GetItemEstimatePage.Collection);
                writer.Element(GetItemEstimatePage.CollectionId, asked.CollectionId);
                if (outcome == GetItemEstimateStatus.Success)
                {
                    writer.Element(GetItemEstimatePage.Estimate, count);
                }

                writer.End();
                writer.End();
            }

            writer.End();
        });
    }

    private async Task<(GetItemEstimateStatus Status, int Count)> EstimateAsync(EasContext context, EstimateCollection asked, CancellationToken cancellationToken)
    {
        if (ServerIds.ParseCollection(asked.CollectionId) is not { } folder || !context.State.HasFolder(folder))
        {
            return (GetItemEstimateStatus.InvalidCollection, 0);
        }

        var state = CollectionState.Unpack(folder, context.Device.Collections.Find(folder));
        if (state is null || asked.SyncKey == "0")
        {
            return (GetItemEstimateStatus.NotPrimed, 0);
        }

        if (!SyncKey.TryParse(asked.SyncKey, out var key) || key.Epoch != state.Key.Epoch || state.Watermark < context.State.LogFloor(folder))
        {
            return (GetItemEstimateStatus.InvalidSyncKey, 0);
        }

        if (key.Generation + 1 == state.Key.Generation)
        {
            // Our last answer was lost: it will be sent again as it was.
            return (GetItemEstimateStatus.Success, FrozenChange.Unpack(state.Frozen.Span).Count);
        }

        return key.Generation == state.Key.Generation && await CountAsync(context, asked, state, cancellationToken) is { } count
            ? (GetItemEstimateStatus.Success, count)
            : (GetItemEstimateStatus.InvalidSyncKey, 0);
    }

    /// <returns>Null when the device must begin again, whatever it would be told.</returns>
    private async Task<int?> CountAsync(EasContext context, EstimateCollection asked, CollectionState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (asked.Filter is { } filter)
        {
            state = ChangeFinder.WithFilter(state, state.Options with { Filter = filter }, now);
        }

        var held = new HeldItems(entities, context.Mailbox.Id, context.Device.DeviceId, state.Folder, state.Key.Epoch);
        var told = FrozenChange.Unpack(state.Frozen.Span);
        var count = 0;
        while (ChangeFinder.MayHaveNews(state, context.State.LastSequence(state.Folder), now) && count < MaximumEstimate)
        {
            var finder = new ChangeFinder(context.Mailbox, context.Origin, held, told, new Dictionary<long, Item?>(), state, now, readItems: false);
            var page = await finder.FindAsync(context.State.LastSequence(state.Folder), MaximumEstimate, long.MaxValue, cancellationToken);
            if (page.Expired)
            {
                return null;
            }

            count += page.Changes.Count;
            await held.ApplyAsync(told, cancellationToken);
            told = page.Changes;
            if (!page.More)
            {
                break;
            }

            state = page.State;
        }

        return count;
    }

    private static (List<EstimateCollection> Collections, CommonStatus? Refused) Parse(EasContext context)
    {
        var collections = new List<EstimateCollection>();
        if (context.Body.Bytes.IsEmpty)
        {
            return (collections, CommonStatus.InvalidContent);
        }

        var reader = new WbxmlReader(context.Body.Bytes.Span);
        if (reader.Read() != WbxmlNodeKind.StartElement || reader.Tag != GetItemEstimatePage.GetItemEstimate)
        {
            return (collections, reader.IsBroken() ? CommonStatus.InvalidWBXML : CommonStatus.InvalidXML);
        }

        var refused = Parse(ref reader, collections);
        return (collections, reader.IsBroken() ? CommonStatus.InvalidWBXML : refused ?? (collections.Count == 0 ? CommonStatus.InvalidXML : null));
    }

    private static CommonStatus? Parse(ref WbxmlReader reader, List<EstimateCollection> collections)
    {
        var root = reader.Depth;
        while (reader.ReadChild(root))
        {
            if (reader.Tag != GetItemEstimatePage.Collections)
            {
                reader.Skip();
                continue;
            }

            var depth = reader.Depth;
            while (reader.ReadChild(depth))
            {
                if (collections.Count == MaximumCollections)
                {
                    return CommonStatus.InvalidXML;
                }

                if (Collection(ref reader, collections) is { } refused)
                {
                    return refused;
                }
            }
        }

        return null;
    }

    private static CommonStatus? Collection(ref WbxmlReader reader, List<EstimateCollection> collections)
    {
        string? id = null;
        string? key = null;
        FilterType? filter = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            switch (reader.Tag)
            {
                case GetItemEstimatePage.CollectionId or AirSyncPage.CollectionId:
                    id = reader.ReadText();
                    break;
                case AirSyncPage.SyncKey:
                    key = reader.ReadText();
                    break;
                case AirSyncPage.FilterType:
                    filter = (FilterType)(reader.ReadInt32() ?? byte.MaxValue);
                    break;
                case AirSyncPage.Options:
                    filter = Filter(ref reader) ?? filter;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (id is null || key is null || filter > FilterType.IncompleteTasks)
        {
            return CommonStatus.InvalidXML;
        }

        collections.Add(new(id, key, filter));
        return null;
    }

    private static FilterType? Filter(ref WbxmlReader reader)
    {
        FilterType? filter = null;
        var depth = reader.Depth;
        while (reader.ReadChild(depth))
        {
            if (reader.Tag == AirSyncPage.FilterType)
            {
                filter = (FilterType)(reader.ReadInt32() is >= 0 and <= byte.MaxValue and var number ? number : byte.MaxValue);
            }
            else
            {
                reader.Skip();
            }
        }

        return filter;
    }
}
