using System.Buffers;
using System.Xml.Linq;
using Carbonio.Cloud.Wbxml;
using Xunit;

namespace Carbonio.Cloud.ActiveSync.Tests.Http;

/// <summary>Documents as a person reads them.</summary>
internal static class EasXml
{
    /// <summary>The answer's document on one line; empty for an empty body.</summary>
    public static string Read(EasAnswer answer)
    {
        if (answer.Body.IsEmpty)
        {
            return "";
        }

        using var xml = new StringWriter();
        Assert.Null(WbxmlXml.ToXml(answer.Body.ToArray(), xml));
        return XDocument.Parse(xml.ToString()).ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>The text of the first element of that name anywhere in the answer, or null.</summary>
    public static string? Find(EasAnswer answer, string name) => FindAll(answer, name).FirstOrDefault();

    /// <summary>The texts of all elements of that name, in their order.</summary>
    public static IReadOnlyList<string> FindAll(EasAnswer answer, string name) =>
        Read(answer) is { Length: > 0 } xml ? [.. XDocument.Parse(xml).Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)] : [];

    public static byte[] Write(string xml)
    {
        using var reader = new StringReader(xml);
        var output = new ArrayBufferWriter<byte>();
        Assert.Null(WbxmlXml.FromXml(reader, output));
        return output.WrittenSpan.ToArray();
    }
}
