namespace Carbonio.Cloud.Wbxml;

/// <summary>An element's name on the wire: <c>(code page &lt;&lt; 8) | token</c>.</summary>
/// <remarks>
/// [MS-ASWBXML] 2.1.2.1 Code Pages. The named values are constants of one class a page, such as
/// <see cref="AirSyncPage.SyncKey"/>: the same word means other tokens on other pages.
/// </remarks>
public enum WbxmlTag : ushort
{
    /// <summary>No tag. Token 0 is SWITCH_PAGE, so no element has this value.</summary>
    None = 0,
}
