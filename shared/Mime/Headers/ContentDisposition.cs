namespace Carbonio.Cloud.Mime;

/// <summary>How a part wants to be presented.</summary>
/// <param name="Disposition">In lower case: <c>inline</c>, <c>attachment</c>, or any other word.</param>
/// <param name="Parameters">Decoded parameters.</param>
/// <remarks>RFC 2183.</remarks>
public sealed record ContentDisposition(string Disposition, MimeParameters Parameters)
{
    /// <summary>Shown with the message.</summary>
    public bool IsInline => Disposition == "inline";

    /// <summary>Not shown unasked. An unknown word counts as this (RFC 2183, 2.8), none at all does not.</summary>
    public bool IsAttachment => Disposition is not ("inline" or "");

    /// <summary>Reads a Content-Disposition field.</summary>
    public static ContentDisposition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (head, parameters) = ParameterParser.Parse(text);
        return new ContentDisposition(head.Trim('"').ToLowerInvariant(), parameters);
    }
}
