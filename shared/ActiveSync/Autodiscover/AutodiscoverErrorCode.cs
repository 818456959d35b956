namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>What an answer's Error element says.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.64 ErrorCode; [MS-OXDSCLI] 2.2.4.1.1.3 Error.</remarks>
internal enum AutodiscoverErrorCode
{
    /// <summary>There are no settings for that address.</summary>
    AddressNotFound = 500,

    /// <summary>The address is known and has no settings to tell.</summary>
    NoSettings = 501,

    /// <summary>The request is none that can be answered.</summary>
    InvalidRequest = 600,

    /// <summary>Nothing here answers in that schema.</summary>
    NoProvider = 601,

    /// <summary>The server cannot answer now.</summary>
    ServerError = 603,
}
