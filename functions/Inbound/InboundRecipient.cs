namespace Carbonio.Cloud.Functions.Inbound;

/// <summary>What became of a message for one recipient.</summary>
/// <param name="Recipient">The address as it was handed in.</param>
/// <param name="Status">As an HTTP status: 202 delivered, 413, 503 try again, 507 over quota.</param>
/// <param name="Id">The item's ServerId; null when it was not delivered.</param>
internal sealed record InboundRecipient(string Recipient, int Status, string? Id);
