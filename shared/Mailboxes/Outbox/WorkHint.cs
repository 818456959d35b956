namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Says that outbox rows may wait in a mailbox: one batch of it.</summary>
/// <param name="Mailbox">Where.</param>
/// <param name="Row">The hint's own row key.</param>
/// <param name="Noted">When it was written, by the clock of who wrote it.</param>
public sealed record WorkHint(MailboxId Mailbox, string Row, DateTimeOffset Noted);
