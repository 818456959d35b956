using System.Text;
using Carbonio.Cloud.Mailboxes.BadItems;
using Carbonio.Cloud.Mailboxes.Items;
using Carbonio.Cloud.Mailboxes.Mail;
using Carbonio.Cloud.Mime;
using Carbonio.Cloud.Wbxml;

namespace Carbonio.Cloud.ActiveSync.Content;

/// <summary>Writes the note that stands in a bad item's place. It uses no class's writer, since that is what may have failed.</summary>
/// <remarks>What is known of the item is kept: of mail who wrote it to whom, the subject, the moment it came, the read state.</remarks>
internal static class StandIn
{
    private const int Utf8CodePage = 65001;
    private const int NormalImportance = 1;

    private static readonly byte[] Note = StandInContent.Make();

    /// <summary>Writes what stands inside ApplicationData or Properties.</summary>
    /// <param name="document">Where to.</param>
    /// <param name="item">The item.</param>
    /// <param name="isChange">Only what may have changed: of mail the read state.</param>
    /// <param name="options">How the device takes bodies; a form that only the original has is passed over.</param>
    public static void Write(AnswerDocument document, Item item, bool isChange, ContentOptions options)
    {
        var writer = document.Writer;
        switch (item.Class)
        {
            case ItemClass.Calendar:
                WriteCalendar(writer, item);
                WriteBody(document, options);
                break;
            case ItemClass.Contacts:
                writer.Element(ContactsPage.FileAs, StandInContent.Subject);
                WriteBody(document, options);
                break;
            case ItemClass.Tasks:
                writer.Element(TasksPage.Subject, StandInContent.Subject);
                writer.Element(TasksPage.Importance, NormalImportance);
                writer.Element(TasksPage.Complete, value: false);
                WriteBody(document, options);
                break;
            case ItemClass.Notes:
                writer.Element(NotesPage.Subject, StandInContent.Subject);
                writer.Element(NotesPage.MessageClass, "IPM.StickyNote"u8);
                WriteBody(document, options);
                break;
            default:
                WriteMail(document, item, isChange, options);
                break;
        }
    }

    private static void WriteMail(AnswerDocument document, Item item, bool isChange, ContentOptions options)
    {
        var writer = document.Writer;
        if (isChange)
        {
            writer.Element(EmailPage.Read, item.Read);
            return;
        }

        var known = item.Class == ItemClass.Email ? new MailFields(item.Content) : new MailFields([]);
        WriteKnown(writer, EmailPage.To, known[MailField.To]);
        WriteKnown(writer, EmailPage.From, known[MailField.From]);
        WriteKnown(writer, EmailPage.Subject, known[MailField.Subject] is { IsEmpty: false } subject ? subject : Encoding.UTF8.GetBytes(StandInContent.Subject));
        EasDates.Write(writer, EmailPage.DateReceived, item.Received);
        writer.Element(EmailPage.Importance, NormalImportance);
        writer.Element(EmailPage.Read, item.Read);
        WriteBody(document, options);
        writer.Element(EmailPage.MessageClass, "IPM.Note"u8);
        writer.Element(EmailPage.InternetCPID, Utf8CodePage);
        writer.Element(EmailPage.ContentClass, "urn:content-classes:message"u8);
        writer.Element(AirSyncBasePage.NativeBodyType, BodySelection.Text);
    }

    // When it takes place is not known: the moment it was made is a place where it can be found.
    private static void WriteCalendar(WbxmlWriter writer, Item item)
    {
        EasDates.WriteCompact(writer, CalendarPage.DtStamp, item.Received);
        EasDates.WriteCompact(writer, CalendarPage.StartTime, item.Received);
        EasDates.WriteCompact(writer, CalendarPage.EndTime, item.Received);
        writer.Element(CalendarPage.Subject, StandInContent.Subject);
        writer.Element(CalendarPage.AllDayEvent, value: false);
        writer.Element(CalendarPage.BusyStatus, 0);
    }

    private static void WriteBody(AnswerDocument document, ContentOptions options)
    {
        var wanted = options with
        {
            BodyPreferences = [.. options.BodyPreferences.Where(preference => preference.Type is BodySelection.Text or BodySelection.Html)],
        };
        var note = new MailFields(Note);
        var source = new BodySource(BodySelection.Text, note.Integer(MailField.TextBytes), note.Integer(MailField.HtmlBytes), MimeBytes: 0, IsSMime: false);
        Write(BodySelection.Choose(wanted, source), isPart: false);
        if (BodySelection.ChoosePart(wanted, source) is { } part)
        {
            Write(part, isPart: true);
        }

        void Write(BodyChoice body, bool isPart)
        {
            EmailBody.TryFromRow(note, body, out var data);
            EmailBody.Write(document.Writer, document.Parts, note, body, isPart, data.Span);
        }
    }

    private static void WriteKnown(WbxmlWriter writer, WbxmlTag tag, ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty)
        {
            writer.Element(tag, utf8[..Utf8Text.TruncatedLength(utf8, MailContentBuilder.MaximumLineBytes)]);
        }
    }
}
