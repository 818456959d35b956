using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>The Flag element of a mail, both ways.</summary>
/// <remarks>[MS-ASEMAIL] 2.2.2.34 Flag, its children in the order of that section.</remarks>
public static class EmailFlag
{
    /// <summary>Writes the element; empty when no flag is set.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="packed">The item's flag, or null.</param>
    public static void Write(WbxmlWriter writer, byte[]? packed)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (MailFlag.Unpack(packed) is not { } flag)
        {
            writer.Empty(EmailPage.Flag);
            return;
        }

        writer.Start(EmailPage.Flag);
        Text(writer, TasksPage.Subject, flag.Subject);
        if (flag.Status is { } status)
        {
            writer.Element(EmailPage.Status, status);
        }

        Text(writer, EmailPage.FlagType, flag.FlagType);
        Date(writer, TasksPage.DateCompleted, flag.DateCompleted);
        Date(writer, EmailPage.CompleteTime, flag.CompleteTime);
        Date(writer, TasksPage.StartDate, flag.StartDate);
        Date(writer, TasksPage.DueDate, flag.DueDate);
        Date(writer, TasksPage.UtcStartDate, flag.UtcStartDate);
        Date(writer, TasksPage.UtcDueDate, flag.UtcDueDate);
        if (flag.ReminderSet is { } set)
        {
            writer.Element(TasksPage.ReminderSet, set);
        }

        Date(writer, TasksPage.ReminderTime, flag.ReminderTime);
        Date(writer, TasksPage.OrdinalDate, flag.OrdinalDate);
        Text(writer, TasksPage.SubOrdinalDate, flag.SubOrdinalDate);
        writer.End();
    }

    /// <summary>Reads the element that the reader has come to.</summary>
    /// <param name="reader">At the start of the element; afterwards at its end.</param>
    /// <param name="flag">The flag; null for an empty element, which takes the flag away.</param>
    /// <returns>False for a value that is none: the item is malformed.</returns>
    public static bool TryRead(ref WbxmlReader reader, out MailFlag? flag)
    {
        flag = null;
        var isValid = true;
        var element = reader.Depth;
        while (reader.ReadChild(element))
        {
            flag ??= new();
            flag = reader.Tag switch
            {
                TasksPage.Subject => flag with { Subject = reader.ReadText() },
                EmailPage.Status => flag with { Status = ReadNumber(ref reader, 2, ref isValid) },
                EmailPage.FlagType => flag with { FlagType = reader.ReadText() },
                TasksPage.DateCompleted => flag with { DateCompleted = ReadDate(ref reader, ref isValid) },
                EmailPage.CompleteTime => flag with { CompleteTime = ReadDate(ref reader, ref isValid) },
                TasksPage.StartDate => flag with { StartDate = ReadDate(ref reader, ref isValid) },
                TasksPage.DueDate => flag with { DueDate = ReadDate(ref reader, ref isValid) },
                TasksPage.UtcStartDate => flag with { UtcStartDate = ReadDate(ref reader, ref isValid) },
                TasksPage.UtcDueDate => flag with { UtcDueDate = ReadDate(ref reader, ref isValid) },
                TasksPage.ReminderSet => flag with { ReminderSet = ReadNumber(ref reader, 1, ref isValid) == 1 },
                TasksPage.ReminderTime => flag with { ReminderTime = ReadDate(ref reader, ref isValid) },
                TasksPage.OrdinalDate => flag with { OrdinalDate = ReadDate(ref reader, ref isValid) },
                TasksPage.SubOrdinalDate => flag with { SubOrdinalDate = reader.ReadText() },
                _ => flag, // an element of a newer revision
            };
        }

        return isValid;
    }

    private static byte? ReadNumber(ref WbxmlReader reader, int maximum, ref bool isValid)
    {
        var number = reader.ReadInt32();
        isValid &= number >= 0 && number <= maximum;
        return (byte?)number;
    }

    private static DateTimeOffset? ReadDate(ref WbxmlReader reader, ref bool isValid)
    {
        var content = reader.ReadContent();
        var moment = EasDates.Parse(content);
        isValid &= moment is not null || content.IsEmpty;
        return moment;
    }

    private static void Text(WbxmlWriter writer, WbxmlTag tag, string? text)
    {
        if (text is not null)
        {
            writer.Element(tag, text);
        }
    }

    private static void Date(WbxmlWriter writer, WbxmlTag tag, DateTimeOffset? moment)
    {
        if (moment is { } known)
        {
            EasDates.Write(writer, tag, known);
        }
    }
}
