namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>What is to be transmitted.</summary>
/// <param name="Sender">Envelope sender, an address of the account.</param>
/// <param name="Recipients">Envelope recipients as written; equal ones (without regard to case) count once.</param>
/// <param name="Message">Exactly the bytes that are transmitted: no Bcc field.</param>
public sealed record Submission(string Sender, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Message);
