namespace Carbonio.Cloud.Mime;

/// <summary>Extensions for attachments that come without a name.</summary>
internal static class FileExtensions
{
    /// <summary>The usual extension with its dot; <c>.bin</c> when there is none.</summary>
    public static string For(string mediaType) => mediaType switch
    {
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/calendar" => ".ics",
        "text/vcard" or "text/x-vcard" => ".vcf",
        "text/csv" => ".csv",
        "text/rfc822-headers" or "message/delivery-status" or "message/disposition-notification" or "message/feedback-report"
            or "message/global-headers" or "message/global-delivery-status" or "message/global-disposition-notification" or "message/external-body" => ".txt",
        "message/rfc822" or "message/global" or "message/partial" => ".eml",
        "image/jpeg" or "image/jpg" => ".jpg",
        "image/png" => ".png",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/svg+xml" => ".svg",
        "image/heic" => ".heic",
        "audio/mpeg" => ".mp3",
        "video/mp4" => ".mp4",
        "application/pdf" => ".pdf",
        "application/rtf" or "text/rtf" => ".rtf",
        "application/ms-tnef" or "application/vnd.ms-tnef" => ".dat",
        "application/zip" => ".zip",
        "application/json" => ".json",
        "application/pgp-signature" => ".asc",
        "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
        _ => ".bin",
    };
}
