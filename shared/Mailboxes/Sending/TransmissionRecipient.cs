namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>A recipient who has neither got the mail nor been given up.</summary>
/// <param name="Address">As it was written.</param>
/// <param name="Lost">How often the mail may have been handed over, without an answer that says so.</param>
/// <param name="Answer">Why it has not got the mail yet, as the last try was told; null before the first.</param>
internal sealed record TransmissionRecipient(string Address, int Lost = 0, string? Answer = null);
