namespace Carbonio.Cloud.ActiveSync.Autodiscover;

/// <summary>A request in XML: plain old XML, as it is called beside the SOAP that came later.</summary>
/// <param name="EmailAddress">The address as sent, without blanks around it.</param>
/// <param name="Schema">How to answer.</param>
/// <remarks>[MS-ASCMD] 2.2.1.1 Autodiscover.</remarks>
internal sealed record PoxRequest(string EmailAddress, AutodiscoverSchema Schema);
