namespace Carbonio.Cloud.Wbxml;

/// <summary>Code page 11, ValidateCert. Tokens are 0x05 to 0x3F; on the wire 0x40 is added when the tag has content.</summary>
/// <remarks>[MS-ASWBXML] 2.1.2.1, Code Page 11: ValidateCert.</remarks>
public static class ValidateCertPage
{
    /// <summary>In all versions.</summary>
    public const WbxmlTag ValidateCert = (WbxmlTag)0x0B05;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Certificates = (WbxmlTag)0x0B06;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Certificate = (WbxmlTag)0x0B07;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CertificateChain = (WbxmlTag)0x0B08;

    /// <summary>In all versions.</summary>
    public const WbxmlTag CheckCRL = (WbxmlTag)0x0B09;

    /// <summary>In all versions.</summary>
    public const WbxmlTag Status = (WbxmlTag)0x0B0A;

    /// <summary>The rows of this page, in token order.</summary>
    public static CodePage Page { get; } = new(11, "ValidateCert",
    [
        (ValidateCert, nameof(ValidateCert)),
        (Certificates, nameof(Certificates)),
        (Certificate, nameof(Certificate)),
        (CertificateChain, nameof(CertificateChain)),
        (CheckCRL, nameof(CheckCRL)),
        (Status, nameof(Status)),
    ]);
}
