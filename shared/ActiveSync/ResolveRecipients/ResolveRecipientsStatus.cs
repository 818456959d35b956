namespace Carbonio.Cloud.ActiveSync.ResolveRecipients;

/// <summary>Outcome of ResolveRecipients: of the request, of one recipient, and of what was asked about it.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.177.12 Status (ResolveRecipients).</remarks>
public enum ResolveRecipientsStatus
{
    /// <summary>Done; for a recipient: resolved to one.</summary>
    Success = 1,

    /// <summary>Several match; all of them are given.</summary>
    Ambiguous = 2,

    /// <summary>Several match; some of them are given.</summary>
    AmbiguousPartly = 3,

    /// <summary>Nobody matches.</summary>
    NotFound = 4,

    /// <summary>Against the schema, a value that is none, or too many recipients.</summary>
    ProtocolError = 5,

    /// <summary>The recipient has no certificate.</summary>
    NoCertificate = 7,

    /// <summary>Free and busy times can't be had; asking again does not help.</summary>
    AvailabilityFailure = 163,

    /// <summary>The recipient has no picture.</summary>
    NoPicture = 173,
}
