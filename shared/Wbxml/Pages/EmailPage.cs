namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 2, Email. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 2: Email.</remarks>
public static class EmailPage
{
    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Attachment = (WbxmlTag)0x0205;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Attachments = (WbxmlTag)0x0206;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttName = (WbxmlTag)0x0207;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttSize = (WbxmlTag)0x0208;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttOId = (WbxmlTag)0x0209;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttMethod = (WbxmlTag)0x020A;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag AttRemoved = (WbxmlTag)0x020B;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Body = (WbxmlTag)0x020C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodySize = (WbxmlTag)0x020D;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag BodyTruncated = (WbxmlTag)0x020E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DateReceived = (WbxmlTag)0x020F;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x0210;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DisplayTo = (WbxmlTag)0x0211;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Importance = (WbxmlTag)0x0212;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MessageClass = (WbxmlTag)0x0213;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Subject = (WbxmlTag)0x0214;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Read = (WbxmlTag)0x0215;

    /// <summary>In all versions.</summary>
    public const WbxmlTag To = (WbxmlTag)0x0216;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Cc = (WbxmlTag)0x0217;

    /// <summary>In all versions.</summary>
    public const WbxmlTag From = (WbxmlTag)0x0218;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ReplyTo = (WbxmlTag)0x0219;

    /// <summary>In all versions.</summary>
    public const WbxmlTag AllDayEvent = (WbxmlTag)0x021A;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Categories = (WbxmlTag)0x021B;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Category = (WbxmlTag)0x021C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DtStamp = (WbxmlTag)0x021D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag EndTime = (WbxmlTag)0x021E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag InstanceType = (WbxmlTag)0x021F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag BusyStatus = (WbxmlTag)0x0220;

    /// <summary>Versions 2.5 to 14.1.</summary>
    public const WbxmlTag Location = (WbxmlTag)0x0221;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MeetingRequest = (WbxmlTag)0x0222;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Organizer = (WbxmlTag)0x0223;

    /// <summary>In all versions.</summary>
    public const WbxmlTag RecurrenceId = (WbxmlTag)0x0224;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Reminder = (WbxmlTag)0x0225;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ResponseRequested = (WbxmlTag)0x0226;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Recurrences = (WbxmlTag)0x0227;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Recurrence = (WbxmlTag)0x0228;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x0229;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Until = (WbxmlTag)0x022A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Occurrences = (WbxmlTag)0x022B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Interval = (WbxmlTag)0x022C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfWeek = (WbxmlTag)0x022D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DayOfMonth = (WbxmlTag)0x022E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag WeekOfMonth = (WbxmlTag)0x022F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MonthOfYear = (WbxmlTag)0x0230;

    /// <summary>In all versions.</summary>
    public const WbxmlTag StartTime = (WbxmlTag)0x0231;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Sensitivity = (WbxmlTag)0x0232;

    /// <summary>In all versions.</summary>
    public const WbxmlTag TimeZone = (WbxmlTag)0x0233;

    /// <summary>Versions 2.5 to 14.1.</summary>
    public const WbxmlTag GlobalObjId = (WbxmlTag)0x0234;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ThreadTopic = (WbxmlTag)0x0235;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag MIMEData = (WbxmlTag)0x0236;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag MIMETruncated = (WbxmlTag)0x0237;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag MIMESize = (WbxmlTag)0x0238;

    /// <summary>In all versions.</summary>
    public const WbxmlTag InternetCPID = (WbxmlTag)0x0239;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Flag = (WbxmlTag)0x023A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x023B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentClass = (WbxmlTag)0x023C;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag FlagType = (WbxmlTag)0x023D;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag CompleteTime = (WbxmlTag)0x023E;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag DisallowNewTimeProposal = (WbxmlTag)0x023F;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(2, "Email",
    [
        (Attachment, nameof(Attachment)),
        (Attachments, nameof(Attachments)),
        (AttName, nameof(AttName)),
        (AttSize, nameof(AttSize)),
        (AttOId, nameof(AttOId)),
        (AttMethod, nameof(AttMethod)),
        (AttRemoved, nameof(AttRemoved)),
        (Body, nameof(Body)),
        (BodySize, nameof(BodySize)),
        (BodyTruncated, nameof(BodyTruncated)),
        (DateReceived, nameof(DateReceived)),
        (DisplayName, nameof(DisplayName)),
        (DisplayTo, nameof(DisplayTo)),
        (Importance, nameof(Importance)),
        (MessageClass, nameof(MessageClass)),
        (Subject, nameof(Subject)),
        (Read, nameof(Read)),
        (To, nameof(To)),
        (Cc, nameof(Cc)),
        (From, nameof(From)),
        (ReplyTo, nameof(ReplyTo)),
        (AllDayEvent, nameof(AllDayEvent)),
        (Categories, nameof(Categories)),
        (Category, nameof(Category)),
        (DtStamp, nameof(DtStamp)),
        (EndTime, nameof(EndTime)),
        (InstanceType, nameof(InstanceType)),
        (BusyStatus, nameof(BusyStatus)),
        (Location, nameof(Location)),
        (MeetingRequest, nameof(MeetingRequest)),
        (Organizer, nameof(Organizer)),
        (RecurrenceId, nameof(RecurrenceId)),
        (Reminder, nameof(Reminder)),
        (ResponseRequested, nameof(ResponseRequested)),
        (Recurrences, nameof(Recurrences)),
        (Recurrence, nameof(Recurrence)),
        (Type, nameof(Type)),
        (Until, nameof(Until)),
        (Occurrences, nameof(Occurrences)),
        (Interval, nameof(Interval)),
        (DayOfWeek, nameof(DayOfWeek)),
        (DayOfMonth, nameof(DayOfMonth)),
        (WeekOfMonth, nameof(WeekOfMonth)),
        (MonthOfYear, nameof(MonthOfYear)),
        (StartTime, nameof(StartTime)),
        (Sensitivity, nameof(Sensitivity)),
        (TimeZone, nameof(TimeZone)),
        (GlobalObjId, nameof(GlobalObjId)),
        (ThreadTopic, nameof(ThreadTopic)),
        (MIMEData, nameof(MIMEData)),
        (MIMETruncated, nameof(MIMETruncated)),
        (MIMESize, nameof(MIMESize)),
        (InternetCPID, nameof(InternetCPID)),
        (Flag, nameof(Flag)),
        (Status, nameof(Status)),
        (ContentClass, nameof(ContentClass)),
        (FlagType, nameof(FlagType)),
        (CompleteTime, nameof(CompleteTime)),
        (DisallowNewTimeProposal, nameof(DisallowNewTimeProposal)),
    ]);
}
