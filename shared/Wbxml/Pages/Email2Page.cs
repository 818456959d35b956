namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 22, Email2. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 22: Email2.</remarks>
public static class Email2Page
{
    /// <summary>Since 14.0.</summary>
    public const WbxmlTag UmCallerID = (WbxmlTag)0x1605;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag UmUserNotes = (WbxmlTag)0x1606;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag UmAttDuration = (WbxmlTag)0x1607;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag UmAttOrder = (WbxmlTag)0x1608;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ConversationId = (WbxmlTag)0x1609;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ConversationIndex = (WbxmlTag)0x160A;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag LastVerbExecuted = (WbxmlTag)0x160B;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag LastVerbExecutionTime = (WbxmlTag)0x160C;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ReceivedAsBcc = (WbxmlTag)0x160D;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Sender = (WbxmlTag)0x160E;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag CalendarType = (WbxmlTag)0x160F;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag IsLeapMonth = (WbxmlTag)0x1610;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag AccountId = (WbxmlTag)0x1611;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag FirstDayOfWeek = (WbxmlTag)0x1612;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag MeetingMessageType = (WbxmlTag)0x1613;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag IsDraft = (WbxmlTag)0x1615;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Bcc = (WbxmlTag)0x1616;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Send = (WbxmlTag)0x1617;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(22, "Email2",
    [
        (UmCallerID, nameof(UmCallerID)),
        (UmUserNotes, nameof(UmUserNotes)),
        (UmAttDuration, nameof(UmAttDuration)),
        (UmAttOrder, nameof(UmAttOrder)),
        (ConversationId, nameof(ConversationId)),
        (ConversationIndex, nameof(ConversationIndex)),
        (LastVerbExecuted, nameof(LastVerbExecuted)),
        (LastVerbExecutionTime, nameof(LastVerbExecutionTime)),
        (ReceivedAsBcc, nameof(ReceivedAsBcc)),
        (Sender, nameof(Sender)),
        (CalendarType, nameof(CalendarType)),
        (IsLeapMonth, nameof(IsLeapMonth)),
        (AccountId, nameof(AccountId)),
        (FirstDayOfWeek, nameof(FirstDayOfWeek)),
        (MeetingMessageType, nameof(MeetingMessageType)),
        (IsDraft, nameof(IsDraft)),
        (Bcc, nameof(Bcc)),
        (Send, nameof(Send)),
    ]);
}
