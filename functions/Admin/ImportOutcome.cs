namespace Carbonio.Cloud.Functions.Admin;

/// <summary>Outcome of adding a message.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Id">Its ServerId, when it is in the mailbox.</param>
/// <param name="Message">One sentence for the admin when it is not.</param>
public sealed record ImportOutcome(ImportStatus Status, string? Id, string? Message);
