namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 25, Find. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 25: Find.</remarks>
public static class FindPage
{
    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Find = (WbxmlTag)0x1905;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag SearchId = (WbxmlTag)0x1906;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag ExecuteSearch = (WbxmlTag)0x1907;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag MailBoxSearchCriterion = (WbxmlTag)0x1908;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Query = (WbxmlTag)0x1909;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x190A;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag FreeText = (WbxmlTag)0x190B;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Options = (WbxmlTag)0x190C;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Range = (WbxmlTag)0x190D;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag DeepTraversal = (WbxmlTag)0x190E;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x1911;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Result = (WbxmlTag)0x1912;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Properties = (WbxmlTag)0x1913;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Preview = (WbxmlTag)0x1914;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag HasAttachments = (WbxmlTag)0x1915;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Total = (WbxmlTag)0x1916;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag DisplayCc = (WbxmlTag)0x1917;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag DisplayBcc = (WbxmlTag)0x1918;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag GalSearchCriterion = (WbxmlTag)0x1919;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag MaxPictures = (WbxmlTag)0x1920;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag MaxSize = (WbxmlTag)0x1921;

    /// <summary>Version 16.1.</summary>
    public const WbxmlTag Picture = (WbxmlTag)0x1922;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(25, "Find",
    [
        (Find, nameof(Find)),
        (SearchId, nameof(SearchId)),
        (ExecuteSearch, nameof(ExecuteSearch)),
        (MailBoxSearchCriterion, nameof(MailBoxSearchCriterion)),
        (Query, nameof(Query)),
        (Status, nameof(Status)),
        (FreeText, nameof(FreeText)),
        (Options, nameof(Options)),
        (Range, nameof(Range)),
        (DeepTraversal, nameof(DeepTraversal)),
        (Response, nameof(Response)),
        (Result, nameof(Result)),
        (Properties, nameof(Properties)),
        (Preview, nameof(Preview)),
        (HasAttachments, nameof(HasAttachments)),
        (Total, nameof(Total)),
        (DisplayCc, nameof(DisplayCc)),
        (DisplayBcc, nameof(DisplayBcc)),
        (GalSearchCriterion, nameof(GalSearchCriterion)),
        (MaxPictures, nameof(MaxPictures)),
        (MaxSize, nameof(MaxSize)),
        (Picture, nameof(Picture)),
    ]);
}
