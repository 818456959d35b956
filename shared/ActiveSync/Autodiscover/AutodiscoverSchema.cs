namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>In which form a client wants to be told.</summary>
/// <remarks>[MS-ASCMD] 2.2.3.1 AcceptableResponseSchema.</remarks>
public enum AutodiscoverSchema
{
    /// <summary>For phones: <c>.../autodiscover/mobilesync/responseschema/2006</c>.</summary>
    MobileSync,

    /// <summary>For Outlook and what behaves like it: <c>.../autodiscover/outlook/responseschema/2006a</c>.</summary>
    Outlook,
}
