namespace Carbonio.Cloud.ActiveSync.Sync;

/// <summary>How far back the items of a collection go.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.72.2 FilterType (Sync).</remarks>
public enum FilterType : byte
{
    /// <summary>All items.</summary>
    All = 0,

    /// <summary>One day.</summary>
    OneDay = 1,

    /// <summary>Three days.</summary>
    ThreeDays = 2,

    /// <summary>One week.</summary>
    OneWeek = 3,

    /// <summary>Two weeks.</summary>
    TwoWeeks = 4,

    /// <summary>One month.</summary>
    OneMonth = 5,

    /// <summary>Three months.</summary>
    ThreeMonths = 6,

    /// <summary>Six months.</summary>
    SixMonths = 7,

    /// <summary>Tasks that are not done.</summary>
    IncompleteTasks = 8,
}
