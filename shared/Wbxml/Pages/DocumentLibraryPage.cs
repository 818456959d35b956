namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 19, DocumentLibrary. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 19: DocumentLibrary.</remarks>
public static class DocumentLibraryPage
{
    /// <summary>Since 12.0.</summary>
    public const WbxmlTag LinkId = (WbxmlTag)0x1305;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x1306;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag IsFolder = (WbxmlTag)0x1307;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag CreationDate = (WbxmlTag)0x1308;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag LastModifiedDate = (WbxmlTag)0x1309;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag IsHidden = (WbxmlTag)0x130A;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentLength = (WbxmlTag)0x130B;

    /// <summary>Since 12.0.</summary>
    public const WbxmlTag ContentType = (WbxmlTag)0x130C;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(19, "DocumentLibrary",
    [
        (LinkId, nameof(LinkId)),
        (DisplayName, nameof(DisplayName)),
        (IsFolder, nameof(IsFolder)),
        (CreationDate, nameof(CreationDate)),
        (LastModifiedDate, nameof(LastModifiedDate)),
        (IsHidden, nameof(IsHidden)),
        (ContentLength, nameof(ContentLength)),
        (ContentType, nameof(ContentType)),
    ]);
}
