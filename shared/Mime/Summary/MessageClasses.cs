using System.Text;

namespace Carbonio.Cloud.Mime;

/// <summary>EAS' classes of messages.</summary>
/// <remarks>[MS-ASEMAIL] MessageClass and ContentClass.</remarks>
public static class MessageClasses
{
    /// <summary>An ordinary mail.</summary>
    public const string Note = "IPM.Note";

    /// <summary>Encrypted, or signed around the content.</summary>
    public const string SMime = "IPM.Note.SMIME";

    /// <summary>Clear-signed.</summary>
    public const string SMimeMultipartSigned = "IPM.Note.SMIME.MultipartSigned";

    /// <summary>A signed receipt.</summary>
    public const string SMimeReceipt = "IPM.Note.Receipt.SMIME";

    /// <summary>Could not be delivered.</summary>
    public const string NonDeliveryReport = "REPORT.IPM.Note.NDR";

    /// <summary>Was delivered or passed on.</summary>
    public const string DeliveryReport = "REPORT.IPM.Note.DR";

    /// <summary>Is late.</summary>
    public const string DelayReport = "REPORT.IPM.Note.DELAYED";

    /// <summary>Was read.</summary>
    public const string ReadReport = "REPORT.IPM.Note.IPNRN";

    /// <summary>Was deleted without being read.</summary>
    public const string NotReadReport = "REPORT.IPM.Note.IPNNRN";

    /// <summary>An invitation.</summary>
    public const string MeetingRequest = "IPM.Schedule.Meeting.Request";

    /// <summary>A cancelled meeting.</summary>
    public const string MeetingCanceled = "IPM.Schedule.Meeting.Canceled";

    /// <summary>An accepted invitation.</summary>
    public const string MeetingAccepted = "IPM.Schedule.Meeting.Resp.Pos";

    /// <summary>A declined invitation.</summary>
    public const string MeetingDeclined = "IPM.Schedule.Meeting.Resp.Neg";

    /// <summary>A tentatively accepted invitation, or a counter-proposal.</summary>
    public const string MeetingTentative = "IPM.Schedule.Meeting.Resp.Tent";

    /// <summary>ContentClass of mail.</summary>
    public const string MessageContent = "urn:content-classes:message";

    /// <summary>ContentClass of everything about meetings.</summary>
    public const string CalendarContent = "urn:content-classes:calendarmessage";

    /// <summary>ContentClass of delivery reports.</summary>
    public const string DeliveryReportContent = "urn:content-classes:dsn";

    /// <summary>ContentClass of read reports.</summary>
    public const string DispositionReportContent = "urn:content-classes:mdn";

    /// <summary>Bytes of a report's machine-readable part that are looked at.</summary>
    private const int ReportBytes = 32 * 1024;

    /// <summary>The ContentClass that goes with a MessageClass.</summary>
    public static string ContentClassOf(string messageClass) => messageClass switch
    {
        NonDeliveryReport or DeliveryReport or DelayReport => DeliveryReportContent,
        ReadReport or NotReadReport => DispositionReportContent,
        MeetingRequest or MeetingCanceled or MeetingAccepted or MeetingDeclined or MeetingTentative => CalendarContent,
        _ => MessageContent,
    };

    internal static string Of(MimeMessage message, MessageLayout layout, CalendarHead calendar) => layout.Protection switch
    {
        MessageProtection.SMimeClearSigned => SMimeMultipartSigned,
        MessageProtection.SMimeOpaqueSigned or MessageProtection.SMimeEncrypted => SMime,
        MessageProtection.SMimeReceipt => SMimeReceipt,
        _ => layout.Report switch
        {
            ReportKind.DeliveryStatus => OfDeliveryStatus(ReportText(message, "delivery-status")),
            ReportKind.Disposition => OfDisposition(ReportText(message, "disposition-notification")),
            _ => OfCalendar(calendar),
        },
    };

    private static string OfCalendar(CalendarHead calendar) => calendar.Method switch
    {
        "REQUEST" => MeetingRequest,
        "CANCEL" => MeetingCanceled,
        "COUNTER" => MeetingTentative,
        "REPLY" => calendar.ParticipationStatus switch
        {
            "DECLINED" => MeetingDeclined,
            "TENTATIVE" => MeetingTentative,
            _ => MeetingAccepted,
        },
        _ => Note,
    };

    /// <summary>One failed recipient makes it a failure. RFC 3464, 2.3.3 Action.</summary>
    private static string OfDeliveryStatus(string report)
    {
        var actions = Values(report, "Action:");
        return actions.Contains("failed") || actions.Count == 0 ? NonDeliveryReport
            : actions.Contains("delayed") ? DelayReport
            : DeliveryReport;
    }

    /// <summary>RFC 8098, 3.2.6 Disposition: the type stands behind the semicolon.</summary>
    private static string OfDisposition(string report) =>
        Values(report, "Disposition:").Any(value => value[(value.LastIndexOf(';') + 1)..].TrimStart().StartsWith("deleted", StringComparison.Ordinal)) ? NotReadReport : ReadReport;

    private static List<string> Values(string report, string field)
    {
        var values = new List<string>();
        foreach (var range in report.AsSpan().Split('\n'))
        {
            var line = report.AsSpan()[range].Trim();
            if (line.StartsWith(field, StringComparison.OrdinalIgnoreCase))
            {
                values.Add(line[field.Length..].Trim().ToString().ToLowerInvariant());
            }
        }

        return values;
    }

    private static string ReportText(MimeMessage message, string subtype)
    {
        if (ReportRules.FindPart(message.Root, subtype) is not { } part)
        {
            return string.Empty;
        }

        var bytes = PartDecoder.Decode(message.Source.Slice(part.BodyOffset, part.BodyLength), part.TransferEncoding, ReportBytes);
        return Encoding.UTF8.GetString(bytes.Span);
    }
}
