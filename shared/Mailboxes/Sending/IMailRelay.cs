namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>Takes over mail for addresses elsewhere. Safe for concurrent use.</summary>
public interface IMailRelay
{
    /// <summary>Sends one message in one transaction.</summary>
    /// <param name="envelope">From whom and to whom.</param>
    /// <param name="message">Sent as it is, as far as the relay takes it so.</param>
    /// <param name="handOver">
    /// To be called once, when nothing but the end of the message is still to be sent and before that is sent. After false, or an
    /// exception, it must not be sent. Nothing is known of what became of the message from here to the relay's answer.
    /// </param>
    /// <param name="cancellationToken">Ends the conversation.</param>
    /// <returns>
    /// An answer for each recipient, in their order. A relay that does not answer, refuses the connection or breaks it is
    /// Deferred, or Lost when <paramref name="handOver"/> has been called; never an exception.
    /// </returns>
    /// <exception cref="OperationCanceledException">It was cancelled before the end of the message: nothing was sent.</exception>
    Task<IReadOnlyList<SendAnswer>> SendAsync(
        RelayEnvelope envelope,
        ReadOnlyMemory<byte> message,
        Func<Task<bool>> handOver,
        CancellationToken cancellationToken);
}
