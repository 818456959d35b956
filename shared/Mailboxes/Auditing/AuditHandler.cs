using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Outbox;
using Carbonio.Cloud.Mailboxes.Storage;

namespace Carbonio.Cloud.Mailboxes.Auditing;

/// <summary>Carries what a batch of a mailbox tells the audit log into the log of its tenant, under the outbox row's id: twice is once.</summary>
public sealed class AuditHandler(AuditLog log) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.Audit;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The row is damaged. It stays, and is told of each time, because an entry must not vanish.</exception>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!AuditEntry.TryParse(entry.Payload, out var audit))
        {
            throw new InvalidDataException($"Outbox row {entry.Row} of {entry.Mailbox} holds no audit entry.");
        }

        var tenant = Guid.ParseExact(entry.Mailbox.Tenant, "N");
        await log.WriteAsync(tenant, entry.Row[MailRows.Outbox.Length..], audit, cancellationToken);
        return OutboxOutcome.Done;
    }
}
