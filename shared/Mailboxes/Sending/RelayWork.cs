using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>A row whose mail is to be given to the relay.</summary>
/// <param name="Mailbox">The sender's mailbox.</param>
/// <param name="Row">The row.</param>
/// <param name="Hint">The hint of the batch that wrote it, when it has just been written.</param>
internal sealed record RelayWork(MailboxId Mailbox, string Row, WorkHint? Hint);
