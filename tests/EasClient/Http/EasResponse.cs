using System.Net;

namespace Carbonio.Cloud.EasClient;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Every header, looked up without regard to case; several of a name are joined by a comma.</param>
/// <param name="Wire">The body as sent.</param>
/// <param name="Body">The body, unpacked if it was gzip.</param>
public sealed record EasResponse(
    HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Wire, byte[] Body)
{
    /// <summary>A header's value; null when it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The body as WBXML.</summary>
    /// <exception cref="WbxmlFormatException">It is none.</exception>
    public WbxmlNode Document() => WbxmlDecoder.Decode(Body);

    /// <summary>The status at the top of a WBXML body, whatever the command; null without one.</summary>
    public long? TopStatus()
    {
        var root = Document();
        return root.NumberOf($"{root.Tag.PageName}:Status");
    }
}
