using System.Diagnostics.CodeAnalysis;
using System.Xml;

namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>
/// Reads a request in XML. Namespaces and the order of elements are not looked at, because clients err there; a document type
/// declaration, and with it every entity, ends the reading.
/// </summary>
/// <remarks>[MS-ASCMD] 6.3 Autodiscover Request Schema; [MS-OXDSCLI] 2.2.3.1 Autodiscover Request.</remarks>
internal static class PoxRequestReader
{
    /// <summary>Elements that may be open at once. A request needs three.</summary>
    public const int MaximumDepth = 8;

    private const int RequestDepth = 2;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = AutodiscoverServer.MaximumBodyBytes,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads it.</summary>
    /// <param name="body">All bytes of the body.</param>
    /// <param name="contentType">The Content-Type header, or null.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="refusal">Why it can't be answered.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        string? contentType,
        [NotNullWhen(true)] out PoxRequest? request,
        [NotNullWhen(false)] out AutodiscoverRefusal? refusal)
    {
        request = null;
        var text = PoxText.Decode(body, contentType);
        if (text.Length == 0)
        {
            refusal = AutodiscoverRefusal.NoBody;
            return false;
        }

        if (!TryReadFields(text, out var address, out var schemas))
        {
            refusal = AutodiscoverRefusal.Unreadable;
            return false;
        }

        refusal = address is null ? AutodiscoverRefusal.NoAddress : schemas.Count == 0 ? AutodiscoverRefusal.NoSchema : null;
        if (refusal is not null)
        {
            return false;
        }

        foreach (var name in schemas)
        {
            if (AutodiscoverNamespaces.Find(name) is { } schema)
            {
                request = new(address!, schema);
                return true;
            }
        }

        refusal = AutodiscoverRefusal.UnknownSchema;
        return false;
    }

    private static bool TryReadFields(string text, out string? address, out List<string> schemas)
    {
        address = null;
        schemas = [];
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), Settings);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "Autodiscover")
            {
                return false;
            }

            var isRequest = false;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (xml.Depth >= MaximumDepth)
                {
                    return false;
                }

                if (xml.Depth == RequestDepth - 1)
                {
                    isRequest = xml.LocalName == "Request";
                }
                else if (isRequest && xml.Depth == RequestDepth && xml.LocalName == "EMailAddress")
                {
                    address ??= ReadText(xml);
                }
                else if (isRequest && xml.Depth == RequestDepth && xml.LocalName == "AcceptableResponseSchema" && ReadText(xml) is { } schema)
                {
                    schemas.Add(schema);
                }
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>The text up to the end tag, on which the reader is left; null for nothing but blanks.</summary>
    private static string? ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return null;
        }

        var text = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                throw new XmlException($"{xml.LocalName} stands where only text may be.");
            }

            text += xml.Value;
        }

        text = text.Trim();
        return text.Length == 0 ? null : text;
    }
}
