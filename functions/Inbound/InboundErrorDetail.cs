namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>The reason.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
internal sealed record InboundErrorDetail(string Code, string Message);
