namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 9, Tasks. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 9: Tasks.</remarks>
public static class TasksPage
{
    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Body = (WbxmlTag)0x0905;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodySize = (WbxmlTag)0x0906;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodyTruncated = (WbxmlTag)0x0907;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Categories = (WbxmlTag)0x0908;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Category = (WbxmlTag)0x0909;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Complete = (WbxmlTag)0x090A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DateCompleted = (WbxmlTag)0x090B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DueDate = (WbxmlTag)0x090C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag UtcDueDate = (WbxmlTag)0x090D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Importance = (WbxmlTag)0x090E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Recurrence = (WbxmlTag)0x090F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x0910;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Start = (WbxmlTag)0x0911;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Until = (WbxmlTag)0x0912;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Occurrences = (WbxmlTag)0x0913;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Interval = (WbxmlTag)0x0914;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfMonth = (WbxmlTag)0x0915;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfWeek = (WbxmlTag)0x0916;

    /// <summary>In all versions.</summary>
    public const WbxmlTag WeekOfMonth = (WbxmlTag)0x0917;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MonthOfYear = (WbxmlTag)0x0918;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Regenerate = (WbxmlTag)0x0919;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DeadOccur = (WbxmlTag)0x091A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ReminderSet = (WbxmlTag)0x091B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ReminderTime = (WbxmlTag)0x091C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Sensitivity = (WbxmlTag)0x091D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag StartDate = (WbxmlTag)0x091E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag UtcStartDate = (WbxmlTag)0x091F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Subject = (WbxmlTag)0x0920;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag CompressedRTF = (WbxmlTag)0x0921;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag OrdinalDate = (WbxmlTag)0x0922;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag SubOrdinalDate = (WbxmlTag)0x0923;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag CalendarType = (WbxmlTag)0x0924;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag IsLeapMonth = (WbxmlTag)0x0925;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag FirstDayOfWeek = (WbxmlTag)0x0926;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(9, "Tasks",
    [
        (Body, nameof(Body)),
        (BodySize, nameof(BodySize)),
        (BodyTruncated, nameof(BodyTruncated)),
        (Categories, nameof(Categories)),
        (Category, nameof(Category)),
        (Complete, nameof(Complete)),
        (DateCompleted, nameof(DateCompleted)),
        (DueDate, nameof(DueDate)),
        (UtcDueDate, nameof(UtcDueDate)),
        (Importance, nameof(Importance)),
        (Recurrence, nameof(Recurrence)),
        (Type, nameof(Type)),
        (Start, nameof(Start)),
        (Until, nameof(Until)),
        (Occurrences, nameof(Occurrences)),
        (Interval, nameof(Interval)),
        (DayOfMonth, nameof(DayOfMonth)),
        (DayOfWeek, nameof(DayOfWeek)),
        (WeekOfMonth, nameof(WeekOfMonth)),
        (MonthOfYear, nameof(MonthOfYear)),
        (Regenerate, nameof(Regenerate)),
        (DeadOccur, nameof(DeadOccur)),
        (ReminderSet, nameof(ReminderSet)),
        (ReminderTime, nameof(ReminderTime)),
        (Sensitivity, nameof(Sensitivity)),
        (StartDate, nameof(StartDate)),
        (UtcStartDate, nameof(UtcStartDate)),
        (Subject, nameof(Subject)),
        (CompressedRTF, nameof(CompressedRTF)),
        (OrdinalDate, nameof(OrdinalDate)),
        (SubOrdinalDate, nameof(SubOrdinalDate)),
        (CalendarType, nameof(CalendarType)),
        (IsLeapMonth, nameof(IsLeapMonth)),
        (FirstDayOfWeek, nameof(FirstDayOfWeek)),
    ]);
}
