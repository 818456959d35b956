using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Mailboxes.Alerts;

/// <summary>Carries an alert from the batch that caused it to the list of alerts and to the admins. Its outbox row names it: a repeat has the effect of one.</summary>
public sealed class AlertHandler(AlertLog log, AlertMail mail) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.Alert;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (ServerAlert.TryParse(entry.Payload, out var alert))
        {
            var id = entry.Row[(entry.Row.LastIndexOf('!') + 1)..];
            await log.WriteAsync(id, alert, cancellationToken);
            await mail.SendAsync(id, alert, cancellationToken);
        }

        return OutboxOutcome.Done;
    }
}
