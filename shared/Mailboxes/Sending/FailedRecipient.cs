namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>A recipient who is given up.</summary>
/// <param name="Address">As it was written.</param>
/// <param name="Status">The enhanced status code.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Diagnostic">What the relay said; null when no relay said anything.</param>
internal sealed record FailedRecipient(string Address, string Status, string Reason, string? Diagnostic);
