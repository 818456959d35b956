namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 4, Calendar. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 4: Calendar.</remarks>
public static class CalendarPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag Timezone = (WbxmlTag)0x0405;

    /// <summary>In all versions.</summary>
    public const WbxmlTag AllDayEvent = (WbxmlTag)0x0406;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Attendees = (WbxmlTag)0x0407;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Attendee = (WbxmlTag)0x0408;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Email = (WbxmlTag)0x0409;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Name = (WbxmlTag)0x040A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Body = (WbxmlTag)0x040B;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodyTruncated = (WbxmlTag)0x040C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusyStatus = (WbxmlTag)0x040D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Categories = (WbxmlTag)0x040E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Category = (WbxmlTag)0x040F;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag CompressedRTF = (WbxmlTag)0x0410;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DtStamp = (WbxmlTag)0x0411;

    /// <summary>In all versions.</summary>
    public const WbxmlTag EndTime = (WbxmlTag)0x0412;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Exception = (WbxmlTag)0x0413;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Exceptions = (WbxmlTag)0x0414;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Deleted = (WbxmlTag)0x0415;

    /// <summary>Versions 2.5 to 14.1.</summary>
    public const WbxmlTag ExceptionStartTime = (WbxmlTag)0x0416;

    /// <summary>Versions 2.5 to 14.1.</summary>
    public const WbxmlTag Location = (WbxmlTag)0x0417;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MeetingStatus = (WbxmlTag)0x0418;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OrganizerEmail = (WbxmlTag)0x0419;

    /// <summary>In all versions.</summary>
    public const WbxmlTag OrganizerName = (WbxmlTag)0x041A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Recurrence = (WbxmlTag)0x041B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x041C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Until = (WbxmlTag)0x041D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Occurrences = (WbxmlTag)0x041E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Interval = (WbxmlTag)0x041F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfWeek = (WbxmlTag)0x0420;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfMonth = (WbxmlTag)0x0421;

    /// <summary>In all versions.</summary>
    public const WbxmlTag WeekOfMonth = (WbxmlTag)0x0422;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MonthOfYear = (WbxmlTag)0x0423;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Reminder = (WbxmlTag)0x0424;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Sensitivity = (WbxmlTag)0x0425;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Subject = (WbxmlTag)0x0426;

    /// <summary>In all versions.</summary>
    public const WbxmlTag StartTime = (WbxmlTag)0x0427;

    /// <summary>In all versions.</summary>
    public const WbxmlTag UID = (WbxmlTag)0x0428;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AttendeeStatus = (WbxmlTag)0x0429;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag AttendeeType = (WbxmlTag)0x042A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Attachment = (WbxmlTag)0x042B;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Attachments = (WbxmlTag)0x042C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttName = (WbxmlTag)0x042D;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttSize = (WbxmlTag)0x042E;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttOid = (WbxmlTag)0x042F;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttMethod = (WbxmlTag)0x0430;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttRemoved = (WbxmlTag)0x0431;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x0432;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag DisallowNewTimeProposal = (WbxmlTag)0x0433;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ResponseRequested = (WbxmlTag)0x0434;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag AppointmentReplyTime = (WbxmlTag)0x0435;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ResponseType = (WbxmlTag)0x0436;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag CalendarType = (WbxmlTag)0x0437;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag IsLeapMonth = (WbxmlTag)0x0438;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag FirstDayOfWeek = (WbxmlTag)0x0439;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag OnlineMeetingConfLink = (WbxmlTag)0x043A;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag OnlineMeetingExternalLink = (WbxmlTag)0x043B;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag ClientUid = (WbxmlTag)0x043C;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(4, "Calendar",
    [
        (Timezone, nameof(Timezone)),
        (AllDayEvent, nameof(AllDayEvent)),
        (Attendees, nameof(Attendees)),
        (Attendee, nameof(Attendee)),
        (Email, nameof(Email)),
        (Name, nameof(Name)),
        (Body, nameof(Body)),
        (BodyTruncated, nameof(BodyTruncated)),
        (BusyStatus, nameof(BusyStatus)),
        (Categories, nameof(Categories)),
        (Category, nameof(Category)),
        (CompressedRTF, nameof(CompressedRTF)),
        (DtStamp, nameof(DtStamp)),
        (EndTime, nameof(EndTime)),
        (Exception, nameof(Exception)),
        (Exceptions, nameof(Exceptions)),
        (Deleted, nameof(Deleted)),
        (ExceptionStartTime, nameof(ExceptionStartTime)),
        (Location, nameof(Location)),
        (MeetingStatus, nameof(MeetingStatus)),
        (OrganizerEmail, nameof(OrganizerEmail)),
        (OrganizerName, nameof(OrganizerName)),
        (Recurrence, nameof(Recurrence)),
        (Type, nameof(Type)),
        (Until, nameof(Until)),
        (Occurrences, nameof(Occurrences)),
        (Interval, nameof(Interval)),
        (DayOfWeek, nameof(DayOfWeek)),
        (DayOfMonth, nameof(DayOfMonth)),
        (WeekOfMonth, nameof(WeekOfMonth)),
        (MonthOfYear, nameof(MonthOfYear)),
        (Reminder, nameof(Reminder)),
        (Sensitivity, nameof(Sensitivity)),
        (Subject, nameof(Subject)),
        (StartTime, nameof(StartTime)),
        (UID, nameof(UID)),
        (AttendeeStatus, nameof(AttendeeStatus)),
        (AttendeeType, nameof(AttendeeType)),
        (Attachment, nameof(Attachment)),
        (Attachments, nameof(Attachments)),
        (AttName, nameof(AttName)),
        (AttSize, nameof(AttSize)),
        (AttOid, nameof(AttOid)),
        (AttMethod, nameof(AttMethod)),
        (AttRemoved, nameof(AttRemoved)),
        (DisplayName, nameof(DisplayName)),
        (DisallowNewTimeProposal, nameof(DisallowNewTimeProposal)),
        (ResponseRequested, nameof(ResponseRequested)),
        (AppointmentReplyTime, nameof(AppointmentReplyTime)),
        (ResponseType, nameof(ResponseType)),
        (CalendarType, nameof(CalendarType)),
        (IsLeapMonth, nameof(IsLeapMonth)),
        (FirstDayOfWeek, nameof(FirstDayOfWeek)),
        (OnlineMeetingConfLink, nameof(OnlineMeetingConfLink)),
        (OnlineMeetingExternalLink, nameof(OnlineMeetingExternalLink)),
        (ClientUid, nameof(ClientUid)),
    ]);
}
