namespace Carbonio.Cloud.Mime;

/// <summary>Names of <see cref="TransferEncoding"/>.</summary>
public static class TransferEncodings
{
    /// <summary>Reads a Content-Transfer-Encoding field; null is 7bit (RFC 2045, 6.1).</summary>
    public static TransferEncoding Parse(string? text)
    {
        if (text is null)
        {
            return TransferEncoding.SevenBit;
        }

        var (head, _) = ParameterParser.Parse(text);
        return head.Trim('"').ToLowerInvariant() switch
        {
            "" or "7bit" or "7-bit" => TransferEncoding.SevenBit,
            "8bit" or "8-bit" or "8bits" => TransferEncoding.EightBit,
            "binary" => TransferEncoding.Binary,
            "quoted-printable" or "quoted printable" or "quotedprintable" => TransferEncoding.QuotedPrintable,
            "base64" or "base-64" => TransferEncoding.Base64,
            "x-uuencode" or "uuencode" or "x-uue" or "uue" => TransferEncoding.UuEncode,
            _ => TransferEncoding.Unknown,
        };
    }

    /// <summary>The body is its own decoded form.</summary>
    public static bool IsIdentity(this TransferEncoding encoding) =>
        encoding is TransferEncoding.SevenBit or TransferEncoding.EightBit or TransferEncoding.Binary or TransferEncoding.Unknown;
}
