namespace Carbonio.Cloud.Mime;

/// <summary>Tells reports by <c>report-type</c>, else by the part that makes them one.</summary>
/// <remarks>RFC 6522, 3.</remarks>
internal static class ReportRules
{
    public static ReportKind Find(MimeEntity root)
    {
        if (root.ContentType.MediaType != "multipart/report")
        {
            return ReportKind.None;
        }

        var declared = root.ContentType.Parameters.Find("report-type")?.ToLowerInvariant();
        if (declared == "delivery-status" || FindPart(root, "delivery-status") is not null)
        {
            return ReportKind.DeliveryStatus;
        }

        return declared == "disposition-notification" || FindPart(root, "disposition-notification") is not null ? ReportKind.Disposition : ReportKind.Other;
    }

    /// <summary>The machine-readable part of a report, or null.</summary>
    public static MimeEntity? FindPart(MimeEntity root, string subtype) =>
        root.Children.FirstOrDefault(child => child.ContentType.Type == "message"
            && (child.ContentType.Subtype == subtype || child.ContentType.Subtype == "global-" + subtype));
}
