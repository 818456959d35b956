using Carbonio.Cloud.ActiveSync.ComposeMail;

namespace Carbonio.Cloud.ActiveSync.SmartForward;

/// <summary>SmartForward: forwards a message, whose text and files the server puts into the new one.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.19 SmartForward. Holds nothing between requests.</remarks>
public sealed class SmartForwardCommand(MailSending sending) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.SmartForward;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken) => sending.AnswerAsync(context, cancellationToken);
}
