using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Push;
using Carbonio.Cloud.Storage;

namespace Carbonio.Cloud.Mailboxes;

/// <summary>What mailboxes stand on.</summary>
/// <param name="Entities">Rows.</param>
/// <param name="Blobs">Original forms of items.</param>
/// <param name="Signals">Wakes held requests.</param>
/// <param name="Hints">Remembers where outbox rows may be.</param>
/// <param name="Outbox">Does outbox work.</param>
/// <param name="Time">The clock.</param>
/// <param name="NewId">Gives ids that sort by time and are never given twice.</param>
public sealed record MailboxServices(
    IEntityStore Entities,
    IBlobStore Blobs,
    MailboxSignals Signals,
    WorkHints Hints,
    OutboxRunner Outbox,
    TimeProvider Time,
    Func<string> NewId)
{
    /// <summary>Opens a mailbox. It is made when it is first read.</summary>
    public Mailbox Open(MailboxId id) => new(id, this);
}
