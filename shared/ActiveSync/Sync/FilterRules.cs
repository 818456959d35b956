using Carbonio.Cloud.Mailboxes.Items;

namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>What a filter means for a class.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.72.2 FilterType (Sync), the table of valid values.</remarks>
public static class FilterRules
{
    /// <summary>Null when the class takes the filter, else what to answer.</summary>
    public static CommonStatus? Check(FilterType filter, ItemClass itemClass) => filter switch
    {
        > FilterType.IncompleteTasks => CommonStatus.InvalidXML,
        FilterType.All => null,
        _ => itemClass switch
        {
            ItemClass.Contacts or ItemClass.Notes => null,
            ItemClass.Email when filter <= FilterType.OneMonth => null,
            ItemClass.Calendar when filter is >= FilterType.TwoWeeks and <= FilterType.SixMonths => null,
            ItemClass.Tasks when filter == FilterType.IncompleteTasks => null,
            _ => CommonStatus.ServerError,
        },
    };

    /// <summary>How long an item stays in the window after it was received; null for ever.</summary>
    public static TimeSpan? Window(FilterType filter, ItemClass itemClass) => itemClass is not (ItemClass.Email or ItemClass.Calendar)
        ? null
        : filter switch
        {
            FilterType.OneDay => TimeSpan.FromDays(1),
            FilterType.ThreeDays => TimeSpan.FromDays(3),
            FilterType.OneWeek => TimeSpan.FromDays(7),
            FilterType.TwoWeeks => TimeSpan.FromDays(14),
            FilterType.OneMonth => TimeSpan.FromDays(31),
            FilterType.ThreeMonths => TimeSpan.FromDays(92),
            FilterType.SixMonths => TimeSpan.FromDays(183),
            _ => null,
        };

    /// <summary>When an item leaves a window: one at the very edge is still inside.</summary>
    public static DateTimeOffset Leaves(DateTimeOffset received, TimeSpan window) => received + window + TimeSpan.FromTicks(1);
}
