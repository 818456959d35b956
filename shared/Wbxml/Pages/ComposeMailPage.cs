namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 21, ComposeMail. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 21: ComposeMail.</remarks>
public static class ComposeMailPage
{
    /// <summary>Since 14.0.</summary>
    public const WbxmlTag SendMail = (WbxmlTag)0x1505;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag SmartForward = (WbxmlTag)0x1506;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag SmartReply = (WbxmlTag)0x1507;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag SaveInSentItems = (WbxmlTag)0x1508;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ReplaceMime = (WbxmlTag)0x1509;

    /// <summary>Legacy: in no revision of the specification, may come from 2.5 devices.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x150A;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Source = (WbxmlTag)0x150B;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag FolderId = (WbxmlTag)0x150C;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ItemId = (WbxmlTag)0x150D;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag LongId = (WbxmlTag)0x150E;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag InstanceId = (WbxmlTag)0x150F;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Mime = (WbxmlTag)0x1510;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag ClientId = (WbxmlTag)0x1511;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x1512;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag AccountId = (WbxmlTag)0x1513;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Forwardees = (WbxmlTag)0x1515;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Forwardee = (WbxmlTag)0x1516;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Name = (WbxmlTag)0x1517;

    /// <summary>Since 16.0.</summary>
    public const WbxmlTag Email = (WbxmlTag)0x1518;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(21, "ComposeMail",
    [
        (SendMail, nameof(SendMail)),
        (SmartForward, nameof(SmartForward)),
        (SmartReply, nameof(SmartReply)),
        (SaveInSentItems, nameof(SaveInSentItems)),
        (ReplaceMime, nameof(ReplaceMime)),
        (Type, nameof(Type)),
        (Source, nameof(Source)),
        (FolderId, nameof(FolderId)),
        (ItemId, nameof(ItemId)),
        (LongId, nameof(LongId)),
        (InstanceId, nameof(InstanceId)),
        (Mime, nameof(Mime)),
        (ClientId, nameof(ClientId)),
        (Status, nameof(Status)),
        (AccountId, nameof(AccountId)),
        (Forwardees, nameof(Forwardees)),
        (Forwardee, nameof(Forwardee)),
        (Name, nameof(Name)),
        (Email, nameof(Email)),
    ]);
}
