using System.Text;
using System.Xml;

namespace Carbonio.Cloud.Wbxml;

/// <summary>The WBXML to XML half of <see cref="WbxmlXml"/>.</summary>
internal static class XmlOutput
{
    // Entitize keeps a carriage return in a mail from becoming a line feed on the way back.
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        OmitXmlDeclaration = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };

    public static WbxmlError? Write(ref WbxmlReader reader, TextWriter output)
    {
        using var xml = XmlWriter.Create(output, Settings);
        while (true)
        {
            switch (reader.Read())
            {
                case WbxmlNodeKind.StartElement:
                    xml.WriteStartElement(WbxmlXml.NameOf(reader.Tag), WbxmlXml.NamespaceOf(reader.Tag));
                    WriteContent(ref reader, xml);
                    break;
                case WbxmlNodeKind.EndElement:
                    xml.WriteFullEndElement();
                    break;
                case WbxmlNodeKind.Text:
                    WriteMarker(xml, WbxmlXml.StringMarker, reader.Value);
                    break;
                case WbxmlNodeKind.Opaque:
                    WriteMarker(xml, WbxmlXml.OpaqueMarker, reader.Value);
                    break;
                default:
                    return reader.Error;
            }
        }
    }

    /// <summary>Writes an element whose form depends on what follows: an empty one, or one of a single string.</summary>
    private static void WriteContent(ref WbxmlReader reader, XmlWriter xml)
    {
        if (reader.IsEmpty)
        {
            reader.Read();
            xml.WriteEndElement();
            return;
        }

        var ahead = reader;
        if (ahead.Read() == WbxmlNodeKind.Text && !ahead.Value.IsEmpty && XmlCharacters.AreAllowed(ahead.Value))
        {
            var text = ahead.GetString();
            if (ahead.Read() == WbxmlNodeKind.EndElement)
            {
                xml.WriteString(text);
                xml.WriteFullEndElement();
                reader = ahead;
            }
        }
    }

    private static void WriteMarker(XmlWriter xml, string marker, ReadOnlySpan<byte> bytes)
    {
        xml.WriteStartElement(WbxmlXml.MarkerPrefix, marker, WbxmlXml.MarkerNamespace);
        if (XmlCharacters.AreAllowed(bytes))
        {
            xml.WriteString(Encoding.UTF8.GetString(bytes));
        }
        else
        {
            xml.WriteAttributeString(WbxmlXml.EncodingAttribute, WbxmlXml.Base64);
            xml.WriteString(Convert.ToBase64String(bytes));
        }

        xml.WriteEndElement();
    }
}
