namespace Carbonio.Cloud.Crash.Tests;

/// <summary>One message on its way in.</summary>
/// <param name="Path">Where it is posted.</param>
/// <param name="Key">Its idempotency key; null for none, and then it is never repeated.</param>
/// <param name="Text">The message.</param>
/// <param name="Mails">What it becomes in each recipient's mailbox, in the order of the recipients.</param>
internal sealed record Handing(string Path, string? Key, string Text, IReadOnlyList<LedgerMail> Mails);
