namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>Why nothing was delivered to anybody.</summary>
internal sealed record InboundError(InboundErrorDetail Error);
