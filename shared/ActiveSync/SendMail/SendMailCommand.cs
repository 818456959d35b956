using Carbonio.Cloud.ActiveSync.ComposeMail;

namespace Carbonio.Cloud.ActiveSync.SendMail;

/// <summary>SendMail: sends a message.</summary>
/// <remarks>[MS-ASCMD] 2.2.1.17 SendMail. Holds nothing between requests.</remarks>
public sealed class SendMailCommand(MailSending sending) : IEasCommand
{
    /// <inheritdoc/>
    public EasCommand Command => EasCommand.SendMail;

    /// <inheritdoc/>
    public Task<EasAnswer> AnswerAsync(EasContext context, CancellationToken cancellationToken) => sending.AnswerAsync(context, cancellationToken);
}
