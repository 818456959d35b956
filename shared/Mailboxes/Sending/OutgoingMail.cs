using Carbonio.Cloud.Directory;
using Carbonio.Cloud.Mailboxes.Delivery;
using Carbonio.Cloud.Mailboxes.Outbox;
using Microsoft.Extensions.Logging;

namespace Carbonio.Cloud.Mailboxes.Sending;

/// <summary>All that sends mail, put together. One for the process; disposing it ends conversations with the relay in good order.</summary>
/// <remarks>docs/decisions/0012-outgoing-mail.md.</remarks>
public sealed class OutgoingMail : IAsyncDisposable
{
    private readonly RelaySender? sender;

    /// <summary>Made before the mailboxes, whose outbox needs its <see cref="Handlers"/>.</summary>
    /// <param name="options">How mail is sent.</param>
    /// <param name="relay">Takes mail for elsewhere; null when there is none: then its senders are told so.</param>
    /// <param name="directory">Tells who is at home here.</param>
    /// <param name="services">What mailboxes stand on.</param>
    /// <param name="delivery">Delivers to accounts of this server.</param>
    /// <param name="loggers">Where to log.</param>
    public OutgoingMail(
        SendingOptions options,
        IMailRelay? relay,
        DirectoryReader directory,
        Func<MailboxServices> services,
        Func<MailDelivery> delivery,
        ILoggerFactory loggers)
    {
        var settler = new TransmissionSettler(services, options, Measures);
        sender = relay is null ? null : new(relay, services, settler, options, loggers.CreateLogger<RelaySender>());
        Handlers =
        [
            new DeliverMailHandler(services, delivery, directory, settler, loggers.CreateLogger<DeliverMailHandler>()),
            new RelayMailHandler(services, sender, settler),
            new ReleaseMailHandler(services),
        ];
    }

    /// <summary>What does its outbox work.</summary>
    public IReadOnlyList<IOutboxHandler> Handlers { get; }

    /// <summary>What came of it.</summary>
    public SendingMeasures Measures { get; } = new();

    /// <summary>Outbox rows that are being sent, or wait in this process for their turn.</summary>
    public int Relaying => sender?.Count ?? 0;

    /// <summary>Ends when this process is giving nothing to the relay.</summary>
    public Task WhenIdleAsync() => sender?.WhenIdleAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sender?.DisposeAsync() ?? ValueTask.CompletedTask;
}
