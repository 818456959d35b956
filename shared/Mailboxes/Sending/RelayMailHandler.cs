using Carbonio.Cloud.Mailboxes.Outbox;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>
/// Gives submitted mail for elsewhere to the <see cref="RelaySender"/>, which sends it in the background: whoever runs an outbox
/// waits for no relay. Without a relay it tells the sender so at once.
/// </summary>
internal sealed class RelayMailHandler(Func<MailboxServices> services, RelaySender? sender, TransmissionSettler settler) : IOutboxHandler
{
    /// <inheritdoc/>
    public OutboxKind Kind => OutboxKind.RelayMail;

    /// <inheritdoc/>
    public async Task<OutboxOutcome> HandleAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var row = TransmissionRow.Read(entry);
        if (sender is null)
        {
            return await ReturnAsync(row, cancellationToken);
        }

        if (sender.MayBegin(row.Transmission))
        {
            sender.TryBegin(new(entry.Mailbox, entry.Row, entry.Hint)); // false: the timer comes again
        }

        return OutboxOutcome.Later;
    }

    private async Task<OutboxOutcome> ReturnAsync(TransmissionRow row, CancellationToken cancellationToken)
    {
        var answer = new SendAnswer(SendVerdict.Refused, "5.4.4", "This server sends no mail to other servers: no relay is set up.");
        var message = await SubmittedMessage.ReadAsync(services().Blobs, row.Transmission, cancellationToken);
        return await settler.SettleAsync(row, [.. row.Transmission.Recipients.Select(_ => answer)], message, cancellationToken) == Settlement.Removed
            ? OutboxOutcome.Removed
            : OutboxOutcome.Later;
    }
}
