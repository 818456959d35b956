using Carbonio.Cloud.ActiveSync.ComposeMail;

namespace Carbonio.Cloud.ActiveSync.SmartReply;

/// <summary>SmartReply: sends an answer to a message, whose text the server puts below it.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.20 SmartReply. Holds nothing between requests.</remarks>
public sealed class SmartReplyCommand(MailSending sending) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.SmartReply;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken) => sending.AnswerAsync(context, cancellationToken);
}
