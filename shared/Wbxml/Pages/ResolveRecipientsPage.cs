namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 10, ResolveRecipients. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 10: ResolveRecipients.</remarks>
public static class ResolveRecipientsPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag ResolveRecipients = (WbxmlTag)0x0A05;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Response = (WbxmlTag)0x0A06;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0A07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Type = (WbxmlTag)0x0A08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Recipient = (WbxmlTag)0x0A09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag DisplayName = (WbxmlTag)0x0A0A;

    /// <summary>In all versions.</summary>
    public const WbxmlTag EmailAddress = (WbxmlTag)0x0A0B;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Certificates = (WbxmlTag)0x0A0C;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Certificate = (WbxmlTag)0x0A0D;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MiniCertificate = (WbxmlTag)0x0A0E;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Options = (WbxmlTag)0x0A0F;

    /// <summary>In all versions.</summary>
    public const WbxmlTag To = (WbxmlTag)0x0A10;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CertificateRetrieval = (WbxmlTag)0x0A11;

    /// <summary>In all versions.</summary>
    public const WbxmlTag RecipientCount = (WbxmlTag)0x0A12;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MaxCertificates = (WbxmlTag)0x0A13;

    /// <summary>In all versions.</summary>
    public const WbxmlTag MaxAmbiguousRecipients = (WbxmlTag)0x0A14;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CertificateCount = (WbxmlTag)0x0A15;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag Availability = (WbxmlTag)0x0A16;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag StartTime = (WbxmlTag)0x0A17;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag EndTime = (WbxmlTag)0x0A18;

    /// <summary>Since 14.0.</summary>
    public const WbxmlTag MergedFreeBusy = (WbxmlTag)0x0A19;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Picture = (WbxmlTag)0x0A1A;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag MaxSize = (WbxmlTag)0x0A1B;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag Data = (WbxmlTag)0x0A1C;

    /// <summary>Since 14.1.</summary>
    public const WbxmlTag MaxPictures = (WbxmlTag)0x0A1D;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(10, "ResolveRecipients",
    [
        (ResolveRecipients, nameof(ResolveRecipients)),
        (Response, nameof(Response)),
        (Status, nameof(Status)),
        (Type, nameof(Type)),
        (Recipient, nameof(Recipient)),
        (DisplayName, nameof(DisplayName)),
        (EmailAddress, nameof(EmailAddress)),
        (Certificates, nameof(Certificates)),
        (Certificate, nameof(Certificate)),
        (MiniCertificate, nameof(MiniCertificate)),
        (Options, nameof(Options)),
        (To, nameof(To)),
        (CertificateRetrieval, nameof(CertificateRetrieval)),
        (RecipientCount, nameof(RecipientCount)),
        (MaxCertificates, nameof(MaxCertificates)),
        (MaxAmbiguousRecipients, nameof(MaxAmbiguousRecipients)),
        (CertificateCount, nameof(CertificateCount)),
        (Availability, nameof(Availability)),
        (StartTime, nameof(StartTime)),
        (EndTime, nameof(EndTime)),
        (MergedFreeBusy, nameof(MergedFreeBusy)),
        (Picture, nameof(Picture)),
        (MaxSize, nameof(MaxSize)),
        (Data, nameof(Data)),
        (MaxPictures, nameof(MaxPictures)),
    ]);
}
