namespace Carbonio.Cloud.Mime;

/// <summary>A media type with its parameters.</summary>
/// <param name="Type">Top-level type in lower case, such as <c>text</c>.</param>
/// <param name="Subtype">Subtype in lower case, such as <c>plain</c>.</param>
/// <param name="Parameters">Decoded parameters.</param>
/// <remarks>RFC 2045, 5.</remarks>
public sealed record ContentType(string Type, string Subtype, MimeParameters Parameters)
{
    /// <summary><c>text/plain</c>: what a part without a valid type is (RFC 2045, 5.2).</summary>
    public static ContentType Default { get; } = new("text", "plain", MimeParameters.None);

    /// <summary><c>application/octet-stream</c>: bytes of unknown meaning.</summary>
    public static ContentType OctetStream { get; } = new("application", "octet-stream", MimeParameters.None);

    private static readonly ContentType Message = new("message", "rfc822", MimeParameters.None);

    /// <summary>Type and subtype, such as <c>text/plain</c>.</summary>
    public string MediaType { get; } = $"{Type}/{Subtype}";

    /// <summary>A <c>multipart/</c> type.</summary>
    public bool IsMultipart => Type == "multipart";

    /// <summary>A type whose body is a message: <c>message/rfc822</c>, or <c>message/global</c> (RFC 6532, 3.7).</summary>
    public bool IsMessage => Type == "message" && Subtype is "rfc822" or "global";

    /// <summary>The charset as declared; null when it isn't.</summary>
    public string? Charset => Parameters.Find("charset") is { Length: > 0 } charset ? charset : null;

    /// <summary>The boundary of a multipart; null when there is none to find parts with.</summary>
    public string? Boundary => Parameters.Find("boundary")?.TrimEnd() is { Length: > 0 } boundary ? boundary : null;

    /// <summary>What a part of this multipart is when it says nothing: a message in a digest (RFC 2046, 5.1.5), else plain text.</summary>
    internal ContentType DefaultPartType => IsMultipart && Subtype == "digest" ? Message : Default;

    /// <summary>Reads a Content-Type field.</summary>
    /// <returns>
    /// <see cref="Default"/>, with the parameters that are there, when type and subtype are not both tokens. Where the semicolon
    /// behind them was forgotten, <c>text/html charset=utf-8</c>, what follows counts as parameters all the same.
    /// </returns>
    public static ContentType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (head, parameters) = ParameterParser.Parse(text);
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var type = head.AsSpan(0, slash).Trim();
            var subtype = head.AsSpan(slash + 1).Trim();
            if (subtype.IndexOfAny(" \t,") is var end and > 0)
            {
                parameters = ParameterParser.Parse($";{subtype[(end + 1)..]}{text.AsSpan(head.Length)}").Parameters;
                subtype = subtype[..end];
            }

            if (Tokens.IsToken(type) && Tokens.IsToken(subtype))
            {
                return new ContentType(type.ToString().ToLowerInvariant(), subtype.ToString().ToLowerInvariant(), parameters);
            }
        }

        return Default with { Parameters = parameters };
    }
}
