namespace Carbonio.Cloud.Mime;

/// <summary>Tells signed and encrypted messages by their outermost type.</summary>
/// <remarks>RFC 8551, 3.8 (an octet stream named .p7m is S/MIME too); RFC 1847; RFC 3156, 4 and 5.</remarks>
internal static class ProtectionRules
{
    public static MessageProtection Find(MimeEntity root)
    {
        var type = root.ContentType;
        switch (type.MediaType)
        {
            case "multipart/signed":
                var protocol = type.Parameters.Find("protocol") ?? (root.Children.Count > 1 ? root.Children[1].ContentType.MediaType : string.Empty);
                return protocol.Contains("pkcs7", StringComparison.OrdinalIgnoreCase) ? MessageProtection.SMimeClearSigned
                    : protocol.Contains("pgp", StringComparison.OrdinalIgnoreCase) ? MessageProtection.PgpSigned
                    : MessageProtection.None;
            case "multipart/encrypted":
                return MessageProtection.PgpEncrypted;
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                return OfKind(type.Parameters.Find("smime-type"));
            case "application/octet-stream" when root.FileName?.EndsWith(".p7m", StringComparison.OrdinalIgnoreCase) == true:
                return MessageProtection.SMimeEncrypted;
            default:
                return MessageProtection.None;
        }
    }

    private static MessageProtection OfKind(string? kind) => kind?.ToLowerInvariant() switch
    {
        "signed-data" => MessageProtection.SMimeOpaqueSigned,
        "signed-receipt" => MessageProtection.SMimeReceipt,
        "certs-only" => MessageProtection.None,
        _ => MessageProtection.SMimeEncrypted,
    };
}
