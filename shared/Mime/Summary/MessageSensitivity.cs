namespace Carbonio.Cloud.Mime;

/// <summary>Sensitivity, with EAS' numbers.</summary>
/// <remarks>RFC 2156, 5.3.4; [MS-ASCAL] Sensitivity.</remarks>
public enum MessageSensitivity : byte
{
    /// <summary>None stated.</summary>
    Normal = 0,

    /// <summary>Personal.</summary>
    Personal = 1,

    /// <summary>Private.</summary>
    Private = 2,

    /// <summary>Company-confidential.</summary>
    Confidential = 3,
}
