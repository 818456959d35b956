namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 12, Contacts2. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 12: Contacts2.</remarks>
public static class Contacts2Page
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag CustomerId = (WbxmlTag)0x0C05;

    /// <summary>In all versions.</summary>
    public const WbxmlTag GovernmentId = (WbxmlTag)0x0C06;

    /// <summary>In all versions.</summary>
    public const WbxmlTag IMAddress = (WbxmlTag)0x0C07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag IMAddress2 = (WbxmlTag)0x0C08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag IMAddress3 = (WbxmlTag)0x0C09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag ManagerName = (WbxmlTag)0x0C0A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CompanyMainPhone = (WbxmlTag)0x0C0B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag AccountName = (WbxmlTag)0x0C0C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag NickName = (WbxmlTag)0x0C0D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MMS = (WbxmlTag)0x0C0E;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(12, "Contacts2",
    [
        (CustomerId, nameof(CustomerId)),
        (GovernmentId, nameof(GovernmentId)),
        (IMAddress, nameof(IMAddress)),
        (IMAddress2, nameof(IMAddress2)),
        (IMAddress3, nameof(IMAddress3)),
        (ManagerName, nameof(ManagerName)),
        (CompanyMainPhone, nameof(CompanyMainPhone)),
        (AccountName, nameof(AccountName)),
        (NickName, nameof(NickName)),
        (MMS, nameof(MMS)),
    ]);
}
