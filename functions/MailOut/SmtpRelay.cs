using System.Net.Security;
using Carbonio.Cloud.Functions.Settings;
using Carbonio.Cloud.Mailboxes.Sending;

namespace Carbonio.Cloud.Functions.MailOut;

/// <summary>The relay that the settings name. Each mail is a connection of its own.</summary>
/// <remarks>Names nothing of MailKit, whose assemblies are loaded with the first mail: a start does not wait for them.</remarks>
internal sealed partial class SmtpRelay(SmtpOptions options, TimeProvider time, ILogger<SmtpRelay> logger) : IMailRelay
{
    /// <summary>Judges the relay's certificate in place of the system: for a test's own authority.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SendAnswer>> SendAsync(
        RelayEnvelope envelope,
        ReadOnlyMemory<byte> message,
        Func<Task<bool>> handOver,
        CancellationToken cancellationToken)
    {
        using var conversation = new SmtpConversation(options, time, envelope, handOver, cancellationToken) { Trust = Trust };
        var answers = await conversation.SendAsync(message);
        if (conversation.Failure is { } failure)
        {
            LogFailed(failure, options.Host!, conversation.IsHandedOver);
        }

        return answers;
    }

    [LoggerMessage(7401, LogLevel.Warning, "The conversation with the relay {Host} failed; the message was handed over: {HandedOver}.")]
    private partial void LogFailed(Exception exception, string host, bool handedOver);
}
