namespace Carbonio.Cloud.Wbxml;

/// <summary>What <see cref="WbxmlReader"/> does with a tag or a code page that is not in the tables.</summary>
public enum UnknownTags
{
    /// <summary>
    /// The document is in error, and the device is answered Status 102: it could not be decoded into XML
    /// ([MS-ASCMD] 2.2.2 Common Status Codes). [MS-ASWBXML] knows no way to carry other tags.
    /// </summary>
    Refuse,

    /// <summary>
    /// The tag is reported with <see cref="WbxmlReader.IsKnown"/> false, so that a caller can show or skip it.
    /// For devices known to send private tags, such as page 254 of Windows phones.
    /// </summary>
    Report,
}
