using System.Text;

namespace Carbonio.Cloud.EasClient;

/// <summary>Reads WBXML as the strictest device would: whatever a server has no reason to send is an error.</summary>
/// <remarks>[MS-ASWBXML] 2.1.1 Elements.</remarks>
public sealed class WbxmlDecoder
{
    private const int DeepestElement = 64;

    // ConversationId and ConversationIndex are byte arrays, and the only ones that a server sends.
    private static readonly HashSet<string> OpaqueNames =
    [
        "Email2:ConversationId", "Email2:ConversationIndex", "Search:ConversationId", "ItemOperations:ConversationId",
    ];

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] bytes;
    private int position;
    private byte page;

    private WbxmlDecoder(byte[] bytes) => this.bytes = bytes;

    /// <summary>WBXML 1.3, unknown public identifier, UTF-8, no string table.</summary>
    public static ReadOnlySpan<byte> Header => [0x03, 0x01, 0x6A, 0x00];

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="WbxmlFormatException">Anything odd, with its offset.</exception>
    public static WbxmlNode Decode(ReadOnlySpan<byte> document)
    {
        var decoder = new WbxmlDecoder(document.ToArray());
        return decoder.Document();
    }

    private WbxmlNode Document()
    {
        for (; position < Header.Length; position++)
        {
            if (position == bytes.Length || bytes[position] != Header[position])
            {
                throw new WbxmlFormatException("The header is not 03 01 6A 00", position);
            }
        }

        var root = Element(NextTagByte(), 1);
        return position == bytes.Length
            ? root
            : throw new WbxmlFormatException("Bytes follow the root element", position);
    }

    private WbxmlNode Element(byte first, int depth)
    {
        var start = position - 1;
        if (depth > DeepestElement)
        {
            throw new WbxmlFormatException($"More than {DeepestElement} elements inside each other", start);
        }

        if ((first & 0x80) != 0)
        {
            throw new WbxmlFormatException($"0x{first:X2} has attributes or is no token of this protocol", start);
        }

        var tag = WbxmlTokens.Find(page, (byte)(first & 0x3F))
            ?? throw new WbxmlFormatException($"Page {page} has no token 0x{first & 0x3F:X2}", start);
        return (first & 0x40) == 0
            ? WbxmlNode.Decoded(tag, [], null, null)
            : Content(tag, depth);
    }

    private WbxmlNode Content(WbxmlTag tag, int depth)
    {
        var children = new List<WbxmlNode>();
        while (true)
        {
            var next = NextByte();
            switch (next)
            {
                case 0x00:
                    SwitchPage();
                    break;
                case 0x01:
                    return WbxmlNode.Decoded(tag, children, null, null);
                case 0x03 when children.Count == 0:
                    return LeafEnd(WbxmlNode.Decoded(tag, [], InlineString(), null));
                case 0xC3 when children.Count == 0:
                    return LeafEnd(WbxmlNode.Decoded(tag, [], null, OpaqueOf(tag)));
                case 0x03 or 0xC3:
                    throw new WbxmlFormatException($"Text beside elements in {tag.QualifiedName}", position - 1);
                case 0x02 or 0x04 or 0x40 or 0x43 or 0x44 or >= 0x80:
                    throw new WbxmlFormatException($"0x{next:X2} is no token of this protocol", position - 1);
                default:
                    children.Add(Element(next, depth + 1));
                    break;
            }
        }
    }

    // Devices read one string or one opaque run and then expect the end of the element.
    private WbxmlNode LeafEnd(WbxmlNode leaf) =>
        NextByte() == 0x01
            ? leaf
            : throw new WbxmlFormatException($"{leaf.Name} goes on after its text", position - 1);

    private byte NextTagByte()
    {
        byte next;
        while ((next = NextByte()) == 0x00)
        {
            SwitchPage();
        }

        return next is 0x01 or 0x02 or 0x03 or 0x04 or 0x40 or 0x43 or 0x44 or >= 0x80
            ? throw new WbxmlFormatException($"0x{next:X2} where the root element begins", position - 1)
            : next;
    }

    private byte NextByte() =>
        position < bytes.Length
            ? bytes[position++]
            : throw new WbxmlFormatException("The document ends too early", position);

    private void SwitchPage()
    {
        page = NextByte();
        if (!WbxmlTokens.HasPage(page))
        {
            throw new WbxmlFormatException($"There is no code page {page}", position - 1);
        }
    }

    private string InlineString()
    {
        var start = position;
        var end = Array.IndexOf(bytes, (byte)0x00, start);
        if (end < 0)
        {
            throw new WbxmlFormatException("A string without an end", start);
        }

        position = end + 1;
        try
        {
            var text = StrictUtf8.GetString(bytes, start, end - start);
            return text.Any(IsOutsideXml)
                ? throw new WbxmlFormatException("A string with a character that XML 1.0 does not have", start)
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new WbxmlFormatException("A string that is not UTF-8", start);
        }
    }

    private static bool IsOutsideXml(char character) =>
        (character < ' ' && character is not ('\t' or '\n' or '\r')) || character is '\uFFFE' or '\uFFFF';

    private byte[] OpaqueOf(WbxmlTag tag)
    {
        var start = position - 1;
        if (!OpaqueNames.Contains(tag.QualifiedName))
        {
            throw new WbxmlFormatException($"{tag.QualifiedName} is a string, not opaque", start);
        }

        uint length = 0;
        byte part;
        do
        {
            part = NextByte();
            if (length > uint.MaxValue >> 7)
            {
                throw new WbxmlFormatException("An opaque length of more than 32 bits", start);
            }

            length = (length << 7) | (uint)(part & 0x7F);
        }
        while ((part & 0x80) != 0);

        if (length > (uint)(bytes.Length - position))
        {
            throw new WbxmlFormatException($"An opaque length of {length}, beyond the end", start);
        }

        position += (int)length;
        return bytes.AsSpan(position - (int)length, (int)length).ToArray();
    }
}
