namespace Carbonio.Cloud.Mailboxes.Outbox;

/// <summary>Says that outbox rows may wait in a mailbox.</summary>
/// <param name="Mailbox">Where.</param>
/// <param name="ETag">The hint's version, so that a renewed one is not removed.</param>
public sealed record WorkHint(MailboxId Mailbox, string ETag);
