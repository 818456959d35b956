using System.Text;

namespace Carbonio.Cloud.EasClient;

/// <summary>Writes a tree as WBXML, switching pages only where it must.</summary>
/// <remarks>[MS-ASWBXML] 2.1.1 Elements.</remarks>
public static class WbxmlEncoder
{
    /// <summary>The document with its header.</summary>
    public static byte[] Encode(WbxmlNode root)
    {
        var bytes = new MemoryStream();
        bytes.Write(WbxmlDecoder.Header);
        byte page = 0;
        Write(bytes, root, ref page);
        return bytes.ToArray();
    }

    private static void Write(MemoryStream bytes, WbxmlNode node, ref byte page)
    {
        if (node.Tag.Page != page)
        {
            page = node.Tag.Page;
            bytes.Write([0x00, page]);
        }

        if (node.Children.Count == 0 && node.Text is null && node.Opaque is null)
        {
            bytes.WriteByte(node.Tag.Token);
            return;
        }

        bytes.WriteByte((byte)(node.Tag.Token | 0x40));
        if (node.Text is { } text)
        {
            bytes.WriteByte(0x03);
            bytes.Write(Encoding.UTF8.GetBytes(text));
            bytes.WriteByte(0x00);
        }

        if (node.Opaque is { } opaque)
        {
            bytes.WriteByte(0xC3);
            WriteLength(bytes, (uint)opaque.Length);
            bytes.Write(opaque);
        }

        foreach (var child in node.Children)
        {
            Write(bytes, child, ref page);
        }

        bytes.WriteByte(0x01);
    }

    private static void WriteLength(MemoryStream bytes, uint length)
    {
        for (var shift = 28; shift > 0; shift -= 7)
        {
            if (length >> shift != 0)
            {
                bytes.WriteByte((byte)(0x80 | ((length >> shift) & 0x7F)));
            }
        }

        bytes.WriteByte((byte)(length & 0x7F));
    }
}
