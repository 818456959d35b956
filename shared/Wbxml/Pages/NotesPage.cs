namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 23, Notes. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 23: Notes.</remarks>
public static class NotesPage
{
    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Subject = (WbxmlTag)0x1705;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag MessageClass = (WbxmlTag)0x1706;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag LastModifiedDate = (WbxmlTag)0x1707;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Categories = (WbxmlTag)0x1708;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Category = (WbxmlTag)0x1709;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(23, "Notes",
    [
        (Subject, nameof(Subject)),
        (MessageClass, nameof(MessageClass)),
        (LastModifiedDate, nameof(LastModifiedDate)),
        (Categories, nameof(Categories)),
        (Category, nameof(Category)),
    ]);
}
