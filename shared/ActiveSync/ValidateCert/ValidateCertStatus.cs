namespace Carbonio.Cloud.ActiveSync.ValidateCert;

/// <summary>Outcome of ValidateCert, for the request or for one certificate.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.18 Status (ValidateCert). No certificate is ever said to be valid: this server trusts no issuer.</remarks>
public enum ValidateCertStatus
{
    /// <summary>The request was answered. Never said of a certificate.</summary>
    Success = 1,

    /// <summary>Against the schema, or too many certificates.</summary>
    ProtocolError = 2,

    /// <summary>What was sent is no certificate: there is no signature that could be checked.</summary>
    InvalidSignature = 3,

    /// <summary>Whoever issued it is nobody that this server trusts.</summary>
    UntrustedSource = 4,

    /// <summary>It has expired, or is not valid yet.</summary>
    NotInItsTime = 7,
}
