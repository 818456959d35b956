using System.Buffers;
using System.Globalization;

namespace Carbonio.Cloud.Wbxml;

/// <summary>Shows WBXML as XML for people and tools, and turns such XML into WBXML.</summary>
/// <remarks>
/// <para>
/// An element is in the namespace of its page. Content of a single inline string is plain text. All else that
/// XML has no word for is a marker element in <see cref="MarkerNamespace"/>, one a run: <c>w:opaque</c> for
/// opaque data, <c>w:string</c> for an empty string, one of several runs, or one beside elements. What is not
/// UTF-8 of XML's characters is in <c>encoding="base64"</c>. A tag outside the tables is <c>token-XX</c>, and a
/// page outside of them <c>urn:carbonio:wbxml:page:N</c>.
/// </para>
/// <para>
/// What <see cref="WbxmlWriter"/> and devices write comes back as the same bytes. Not kept are: another header,
/// needless page switches, bytes after the root, and string table references and entities, which become strings.
/// </para>
/// <para>For tools and logs: it allocates, where reader and writer do not.</para>
/// </remarks>
public static class WbxmlXml
{
    /// <summary>The namespace of <c>opaque</c> and <c>string</c>.</summary>
    public const string MarkerNamespace = "urn:carbonio:wbxml";

    internal const string MarkerPrefix = "w";
    internal const string OpaqueMarker = "opaque";
    internal const string StringMarker = "string";
    internal const string EncodingAttribute = "encoding";
    internal const string Base64 = "base64";

    private const string PageNamespacePrefix = "urn:carbonio:wbxml:page:";
    private const string TokenPrefix = "token-";

    /// <summary>Writes a document as indented XML, lines ended by LF, without an XML declaration.</summary>
    /// <param name="document">One document.</param>
    /// <param name="output">Where the XML goes. It is not disposed of.</param>
    /// <param name="limits">Null for <see cref="WbxmlLimits.Default"/>.</param>
    /// <returns>Null when the whole document was written; else where it is malformed. What came before is written.</returns>
    public static WbxmlError? ToXml(ReadOnlySpan<byte> document, TextWriter output, WbxmlLimits? limits = null)
    {
        var reader = new WbxmlReader(document, limits, UnknownTags.Report);
        return XmlOutput.Write(ref reader, output);
    }

    /// <summary>Writes XML as WBXML. Comments and processing instructions are dropped.</summary>
    /// <param name="xml">XML without a DTD, in the form that <see cref="ToXml"/> writes.</param>
    /// <param name="output">Where the document goes.</param>
    /// <param name="limits">
    /// Null for <see cref="WbxmlLimits.Default"/>. <see cref="WbxmlLimits.DocumentBytes"/> limits the XML's characters.
    /// </param>
    /// <returns>Null when the whole document was written; else what is wrong. <paramref name="output"/> then holds a part.</returns>
    public static WbxmlXmlError? FromXml(TextReader xml, IBufferWriter<byte> output, WbxmlLimits? limits = null)
    {
        return new XmlInput(new WbxmlWriter(output), limits ?? WbxmlLimits.Default).Write(xml);
    }

    internal static string NamespaceOf(WbxmlTag tag) =>
        CodePages.Find(tag.PageNumber())?.Namespace ?? string.Create(CultureInfo.InvariantCulture, $"{PageNamespacePrefix}{tag.PageNumber()}");

    internal static string NameOf(WbxmlTag tag) =>
        CodePages.FindName(tag) ?? string.Create(CultureInfo.InvariantCulture, $"{TokenPrefix}{tag.Token():X2}");

    internal static int? FindPage(string @namespace)
    {
        if (CodePages.Find(@namespace) is { } page)
        {
            return page.Number;
        }

        return @namespace.StartsWith(PageNamespacePrefix, StringComparison.Ordinal)
            && byte.TryParse(@namespace.AsSpan(PageNamespacePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    internal static WbxmlTag? FindTag(int page, string name)
    {
        if (CodePages.FindTag(page, name) is { } tag)
        {
            return tag;
        }

        return name.StartsWith(TokenPrefix, StringComparison.Ordinal)
            && byte.TryParse(name.AsSpan(TokenPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var token)
            && token is >= Tokens.FirstTag and <= Tokens.LastTag
            ? (WbxmlTag)((page << 8) | token)
            : null;
    }
}
