namespace Carbonio.Cloud.Lmtp;

/// <summary>
/// A mailbox that takes mail. Two that are equal are the same mailbox: a message sent to several of its addresses is handed to
/// it once.
/// </summary>
public interface ILmtpRecipient
{
    /// <summary>Takes a message. Does not throw but when cancelled.</summary>
    /// <param name="message">The message; its bytes are there until this returns.</param>
    /// <param name="cancellationToken">The session is given up; what was taken by then may be taken again later.</param>
    /// <returns><see cref="LmtpOutcome.Delivered"/> only when the message is durable.</returns>
    Task<LmtpOutcome> DeliverAsync(LmtpMessage message, CancellationToken cancellationToken);
}
