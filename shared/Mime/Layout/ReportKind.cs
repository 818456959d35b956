namespace Carbonio.Cloud.Mime;

/// <summary>What a <c>multipart/report</c> reports. The numbers are kept in rows: they never change.</summary>
/// <remarks>RFC 6522.</remarks>
public enum ReportKind : byte
{
    /// <summary>No report.</summary>
    None = 0,

    /// <summary>Delivery status (RFC 3464).</summary>
    DeliveryStatus = 1,

    /// <summary>Disposition, such as read (RFC 8098).</summary>
    Disposition = 2,

    /// <summary>Another kind of report.</summary>
    Other = 3,
}
