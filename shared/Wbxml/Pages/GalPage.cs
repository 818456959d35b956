namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 16, GAL. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 16: GAL.</remarks>
public static class GalPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x1005;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Phone = (WbxmlTag)0x1006;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Office = (WbxmlTag)0x1007;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Title = (WbxmlTag)0x1008;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Company = (WbxmlTag)0x1009;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Alias = (WbxmlTag)0x100A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag FirstName = (WbxmlTag)0x100B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag LastName = (WbxmlTag)0x100C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag HomePhone = (WbxmlTag)0x100D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MobilePhone = (WbxmlTag)0x100E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag EmailAddress = (WbxmlTag)0x100F;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Picture = (WbxmlTag)0x1010;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x1011;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Data = (WbxmlTag)0x1012;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(16, "GAL",
    [
        (DisplayName, nameof(DisplayName)),
        (Phone, nameof(Phone)),
        (Office, nameof(Office)),
        (Title, nameof(Title)),
        (Company, nameof(Company)),
        (Alias, nameof(Alias)),
        (FirstName, nameof(FirstName)),
        (LastName, nameof(LastName)),
        (HomePhone, nameof(HomePhone)),
        (MobilePhone, nameof(MobilePhone)),
        (EmailAddress, nameof(EmailAddress)),
        (Picture, nameof(Picture)),
        (Status, nameof(Status)),
        (Data, nameof(Data)),
    ]);
}
