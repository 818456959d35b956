namespace Carbonio.Cloud.Wbxml;

/// <summary>What <see cref="WbxmlReader.Read"/> has come to.</summary>
public enum WbxmlNodeKind
{
    /// <summary>Nothing has been read yet.</summary>
    None,

    /// <summary>An element begins: see <see cref="WbxmlReader.Tag"/>. Its EndElement follows in every case.</summary>
    StartElement,

    /// <summary>One run of characters: an inline string, a string table reference or a character entity.</summary>
    Text,

    /// <summary>One run of bytes.</summary>
    Opaque,

    /// <summary>The innermost open element ends, also one that was empty.</summary>
    EndElement,

    /// <summary>The root element has ended. Every later read says the same.</summary>
    EndOfDocument,

    /// <summary>The document is malformed: see <see cref="WbxmlReader.Error"/>. Every later read says the same.</summary>
    Error,
}
