using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Storage;
using Carbonio.Cloud.Mime;

namespace Carbonio.Cloud.Mailboxes.Mail;

/// <summary>The follow-up flag of a mail, as it stands in <see cref="Item.Flag"/>.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.34 Flag. Null means that the element is not there.</remarks>
public sealed record MailFlag
{
    /// <summary>UTF-8 bytes of a text of a flag; a longer one is cut.</summary>
    public const int MaximumTextBytes = 1024;

    /// <summary>0 cleared, 1 complete, 2 active.</summary>
    public byte? Status { get; init; }

    /// <summary>What to do, such as <c>Flag for follow up</c>.</summary>
    public string? FlagType { get; init; }

    /// <summary>Subject of the task.</summary>
    public string? Subject { get; init; }

    /// <summary>When the task was completed, in UTC.</summary>
    public DateTimeOffset? DateCompleted { get; init; }

    /// <summary>When the flag was marked complete, in UTC.</summary>
    public DateTimeOffset? CompleteTime { get; init; }

    /// <summary>When it begins, in local time written as UTC.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When it is due, in local time written as UTC.</summary>
    public DateTimeOffset? DueDate { get; init; }

    /// <summary>When it begins, in UTC.</summary>
    public DateTimeOffset? UtcStartDate { get; init; }

    /// <summary>When it is due, in UTC.</summary>
    public DateTimeOffset? UtcDueDate { get; init; }

    /// <summary>Whether a reminder is set.</summary>
    public bool? ReminderSet { get; init; }

    /// <summary>When to remind.</summary>
    public DateTimeOffset? ReminderTime { get; init; }

    /// <summary>Place among the tasks.</summary>
    public DateTimeOffset? OrdinalDate { get; init; }

    /// <summary>Place among tasks of the same OrdinalDate.</summary>
    public string? SubOrdinalDate { get; init; }

    /// <summary>The bytes of <see cref="Item.Flag"/>; null for a flag that says nothing or is cleared.</summary>
    public byte[]? Pack()
    {
        if (Status is 0 || this == new MailFlag())
        {
            return null;
        }

        var fields = new FieldWriter();
        fields.Integer((byte)Field.Status, Status + 1 ?? 0);
        fields.Text((byte)Field.FlagType, Cut(FlagType));
        fields.Text((byte)Field.Subject, Cut(Subject));
        fields.Integer((byte)Field.DateCompleted, Ticks(DateCompleted));
        fields.Integer((byte)Field.CompleteTime, Ticks(CompleteTime));
        fields.Integer((byte)Field.StartDate, Ticks(StartDate));
        fields.Integer((byte)Field.DueDate, Ticks(DueDate));
        fields.Integer((byte)Field.UtcStartDate, Ticks(UtcStartDate));
        fields.Integer((byte)Field.UtcDueDate, Ticks(UtcDueDate));
        fields.Integer((byte)Field.ReminderSet, ReminderSet is { } set ? set ? 2 : 1 : 0);
        fields.Integer((byte)Field.ReminderTime, Ticks(ReminderTime));
        fields.Integer((byte)Field.OrdinalDate, Ticks(OrdinalDate));
        fields.Text((byte)Field.SubOrdinalDate, Cut(SubOrdinalDate));
        return fields.ToArray();
    }

    /// <summary>The flag of those bytes; null for an item without one.</summary>
    public static MailFlag? Unpack(byte[]? packed)
    {
        if (packed is null)
        {
            return null;
        }

        var flag = new MailFlag();
        var fields = new FieldReader(packed);
        while (fields.Read())
        {
            flag = (Field)fields.Tag switch
            {
                Field.Status => flag with { Status = (byte)(fields.Integer - 1) },
                Field.FlagType => flag with { FlagType = fields.Text },
                Field.Subject => flag with { Subject = fields.Text },
                Field.DateCompleted => flag with { DateCompleted = Moment(fields.Integer) },
                Field.CompleteTime => flag with { CompleteTime = Moment(fields.Integer) },
                Field.StartDate => flag with { StartDate = Moment(fields.Integer) },
                Field.DueDate => flag with { DueDate = Moment(fields.Integer) },
                Field.UtcStartDate => flag with { UtcStartDate = Moment(fields.Integer) },
                Field.UtcDueDate => flag with { UtcDueDate = Moment(fields.Integer) },
                Field.ReminderSet => flag with { ReminderSet = fields.Integer == 2 },
                Field.ReminderTime => flag with { ReminderTime = Moment(fields.Integer) },
                Field.OrdinalDate => flag with { OrdinalDate = Moment(fields.Integer) },
                Field.SubOrdinalDate => flag with { SubOrdinalDate = fields.Text },
                _ => flag,
            };
        }

        return flag;
    }

    private static string? Cut(string? text) => text is null ? null : Utf8Text.Truncate(text, MaximumTextBytes);

    private static long Ticks(DateTimeOffset? moment) => moment?.UtcTicks ?? 0;

    private static DateTimeOffset? Moment(long ticks) => ticks > 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new(ticks, TimeSpan.Zero) : null;

    // Numbers are stored: never give one again.
    private enum Field : byte
    {
        Status = 1,
        FlagType = 2,
        Subject = 3,
        DateCompleted = 4,
        CompleteTime = 5,
        StartDate = 6,
        DueDate = 7,
        UtcStartDate = 8,
        UtcDueDate = 9,
        ReminderSet = 10,
        ReminderTime = 11,
        OrdinalDate = 12,
        SubOrdinalDate = 13,
    }
}
