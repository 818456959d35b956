namespace Carbonio.Cloud.Wbxml;

/// <summary>What is wrong with a document.</summary>
/// <remarks>Section numbers are those of WAP-192-WBXML-20010725.</remarks>
public enum WbxmlErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes end where the header, an argument, a string's NUL or an END should follow.</summary>
    UnexpectedEnd,

    /// <summary>The version is not 1.1, 1.2 or 1.3 (5.4 Version Number).</summary>
    UnsupportedVersion,

    /// <summary>The charset is not UTF-8 (5.6 Charset).</summary>
    UnsupportedCharset,

    /// <summary>A multi-byte integer has more than five bytes or 32 bits (5.1 Multi-byte Integers).</summary>
    InvalidInteger,

    /// <summary>The length of the string table or of opaque data goes past the end of the document.</summary>
    LengthPastEnd,

    /// <summary>A string table reference leads outside the table, or to a string without its NUL (5.7 String Table).</summary>
    InvalidStringReference,

    /// <summary>An entity is no character that XML allows (5.8.4.3 Character Entity).</summary>
    InvalidEntity,

    /// <summary>SWITCH_PAGE names a page that ActiveSync does not have. Answered with Status 102.</summary>
    UnknownPage,

    /// <summary>The tag is not in the table of the current page. Answered with Status 102.</summary>
    UnknownTag,

    /// <summary>A tag has attributes, which ActiveSync does not use.</summary>
    AttributesNotSupported,

    /// <summary>A tag is spelled out in the string table (LITERAL), which ActiveSync does not use.</summary>
    LiteralNotSupported,

    /// <summary>A processing instruction (PI), which ActiveSync does not use.</summary>
    ProcessingInstructionNotSupported,

    /// <summary>An extension token (EXT), which ActiveSync does not use.</summary>
    ExtensionNotSupported,

    /// <summary>Text, opaque data or END before the root element.</summary>
    ContentOutsideRoot,

    /// <summary>An element stands where the caller asked for text.</summary>
    UnexpectedElement,

    /// <summary>More bytes than <see cref="WbxmlLimits.DocumentBytes"/>.</summary>
    DocumentTooLong,

    /// <summary>More open elements than <see cref="WbxmlLimits.Depth"/>.</summary>
    TooDeep,

    /// <summary>More elements than <see cref="WbxmlLimits.Elements"/>.</summary>
    TooManyElements,

    /// <summary>A string of more bytes than <see cref="WbxmlLimits.TextBytes"/>.</summary>
    TextTooLong,

    /// <summary>Opaque data of more bytes than <see cref="WbxmlLimits.OpaqueBytes"/>.</summary>
    OpaqueTooLong,

    /// <summary>The string table references together deliver more than <see cref="WbxmlLimits.DocumentBytes"/>.</summary>
    TooMuchReferencedText,
}
