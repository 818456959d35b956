namespace Carbonio.Cloud.Wbxml;

/// <summary>The two halves of a <see cref="WbxmlTag"/>.</summary>
public static class WbxmlTagExtensions
{
    /// <summary>The number of the tag's code page, 0 to 255.</summary>
    public static byte PageNumber(this WbxmlTag tag) => (byte)((ushort)tag >> 8);

    /// <summary>The tag's token within its page, 0x05 to 0x3F.</summary>
    public static byte Token(this WbxmlTag tag) => (byte)tag;
}
