namespace Carbonio.Cloud.HostDouble;

/// <summary>What Azure's front end tells the host of a client.</summary>
/// <param name="ClientAddress">Where the client is, as the host sees it.</param>
/// <param name="Scheme">How the client came: <c>http</c> or <c>https</c>.</param>
public sealed record FrontEnd(string ClientAddress, string Scheme);
