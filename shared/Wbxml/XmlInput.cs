using System.Text;
using System.Xml;

namespace Carbonio.Cloud.Wbxml;

/// <summary>The XML to WBXML half of <see cref="WbxmlXml"/>.</summary>
internal sealed class XmlInput(WbxmlWriter wbxml, WbxmlLimits limits)
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/";

    // Text may be indentation until the next tag tells: what came since the last one waits here.
    private readonly StringBuilder _text = new();
    private readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.DocumentBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private bool _hasChildren;
    private int _depth;
    private int _elements;

    public WbxmlXmlError? Write(TextReader input)
    {
        XmlReader? xml = null;
        try
        {
            xml = XmlReader.Create(input, _settings);
            while (xml.Read())
            {
                if (WriteNode(xml) is { } wrong)
                {
                    return ErrorAt(xml, wrong);
                }
            }
        }
        catch (XmlException exception)
        {
            return exception.LineNumber > 0
                ? new WbxmlXmlError(exception.LineNumber, exception.LinePosition, exception.Message)
                : ErrorAt(xml, exception.Message);
        }
        finally
        {
            xml?.Dispose();
        }

        wbxml.Complete();
        return null;
    }

    /// <summary>Some of the reader's own errors, such as a DTD or a limit, come without their place.</summary>
    private static WbxmlXmlError ErrorAt(XmlReader? xml, string message) => xml is IXmlLineInfo { LineNumber: > 0 } place
        ? new WbxmlXmlError(place.LineNumber, place.LinePosition, message)
        : new WbxmlXmlError(1, 1, message);

    private string? WriteNode(XmlReader xml)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element when xml.NamespaceURI == WbxmlXml.MarkerNamespace:
                return WriteMarker(xml);
            case XmlNodeType.Element:
                return StartElement(xml);
            case XmlNodeType.EndElement:
                EndElement();
                return null;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when _depth > 0:
                _text.Append(xml.Value);
                return null;
            default:
                return null;
        }
    }

    private string? StartElement(XmlReader xml)
    {
        if (WbxmlXml.FindPage(xml.NamespaceURI) is not { } page)
        {
            return $"no code page has the namespace '{xml.NamespaceURI}'";
        }

        if (WbxmlXml.FindTag(page, xml.LocalName) is not { } tag)
        {
            return $"{xml.NamespaceURI} has no element {xml.LocalName}";
        }

        if (_depth == limits.Depth)
        {
            return $"more than {limits.Depth} elements are open";
        }

        if (_elements == limits.Elements)
        {
            return $"there are more than {limits.Elements} elements";
        }

        if (FindAttribute(xml) is { } attribute)
        {
            return $"attribute {attribute}: WBXML of ActiveSync has no attributes";
        }

        WriteTextBetweenElements();
        _elements++;
        _hasChildren = xml.IsEmptyElement; // of the parent after an empty child, else of the new element
        if (xml.IsEmptyElement)
        {
            wbxml.Empty(tag);
        }
        else
        {
            wbxml.Start(tag);
            _depth++;
        }

        return null;
    }

    private void EndElement()
    {
        if (_hasChildren)
        {
            WriteTextBetweenElements();
        }
        else if (_text.Length > 0)
        {
            WriteText();
        }

        wbxml.End();
        _depth--;
        _hasChildren = true;
    }

    private string? WriteMarker(XmlReader xml)
    {
        if (_depth == 0)
        {
            return "a marker cannot be the root element";
        }

        var isOpaque = xml.LocalName == WbxmlXml.OpaqueMarker;
        if (!isOpaque && xml.LocalName != WbxmlXml.StringMarker)
        {
            return $"there is no marker {xml.LocalName}";
        }

        var encoding = xml.GetAttribute(WbxmlXml.EncodingAttribute);
        if (encoding is not (null or WbxmlXml.Base64))
        {
            return $"encoding '{encoding}' is not base64";
        }

        WriteTextBetweenElements();
        _hasChildren = true;
        if (ReadMarker(xml, encoding is not null, out var bytes) is { } wrong)
        {
            return wrong;
        }

        if (isOpaque)
        {
            wbxml.Opaque(bytes);
            return null;
        }

        if (bytes.Contains((byte)0))
        {
            return "a string cannot hold NUL";
        }

        wbxml.RawText(bytes);
        return null;
    }

    /// <summary>Moves to the marker's end tag.</summary>
    /// <returns>Null, or what is wrong.</returns>
    private static string? ReadMarker(XmlReader xml, bool isBase64, out byte[] bytes)
    {
        bytes = [];
        var text = new StringBuilder();
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    return "a marker holds text only";
                }

                text.Append(xml.Value);
            }
        }

        if (!isBase64)
        {
            bytes = Encoding.UTF8.GetBytes(text.ToString());
            return null;
        }

        bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.ToString(), bytes, out var length))
        {
            return "this is not base64";
        }

        bytes = bytes[..length];
        return null;
    }

    private static string? FindAttribute(XmlReader xml)
    {
        for (var i = 0; i < xml.AttributeCount; i++)
        {
            xml.MoveToAttribute(i);
            if (xml.NamespaceURI != XmlnsNamespace)
            {
                return xml.Name;
            }
        }

        xml.MoveToElement();
        return null;
    }

    /// <summary>Text beside elements: indentation is for people, the rest is content.</summary>
    private void WriteTextBetweenElements()
    {
        for (var i = 0; i < _text.Length; i++)
        {
            if (!XmlConvert.IsWhitespaceChar(_text[i]))
            {
                WriteText();
                return;
            }
        }

        _text.Clear();
    }

    private void WriteText()
    {
        wbxml.Text(_text.ToString());
        _text.Clear();
    }
}
