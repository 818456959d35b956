namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 8, MeetingResponse. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 8: MeetingResponse.</remarks>
public static class MeetingResponsePage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag CalendarId = (WbxmlTag)0x0805;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CollectionId = (WbxmlTag)0x0806;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MeetingResponse = (WbxmlTag)0x0807;

    /// <summary>In all versions.</summary>
    public const WbxmlTag RequestId = (WbxmlTag)0x0808;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Request = (WbxmlTag)0x0809;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Result = (WbxmlTag)0x080A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x080B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag UserResponse = (WbxmlTag)0x080C;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Version = (WbxmlTag)0x080D;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag InstanceId = (WbxmlTag)0x080E;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag ProposedStartTime = (WbxmlTag)0x0810;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag ProposedEndTime = (WbxmlTag)0x0811;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag SendResponse = (WbxmlTag)0x0812;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(8, "MeetingResponse",
    [
        (CalendarId, nameof(CalendarId)),
        (CollectionId, nameof(CollectionId)),
        (MeetingResponse, nameof(MeetingResponse)),
        (RequestId, nameof(RequestId)),
        (Request, nameof(Request)),
        (Result, nameof(Result)),
        (Status, nameof(Status)),
        (UserResponse, nameof(UserResponse)),
        (Version, nameof(Version)),
        (InstanceId, nameof(InstanceId)),
        (ProposedStartTime, nameof(ProposedStartTime)),
        (ProposedEndTime, nameof(ProposedEndTime)),
        (SendResponse, nameof(SendResponse)),
    ]);
}
